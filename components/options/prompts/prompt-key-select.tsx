import type { SelectHTMLAttributes } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import type { PromptKey, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { keysOfPrompt } from '../../shortcuts/prompt-keys.ts';

type Props = Pick<SelectHTMLAttributes, 'onKeyDown' | 'onPointerDown' | 'onBlur'> & {
  /** In the document. */
  readonly id: string;
  /** Where no label stands beside it. */
  readonly label?: string;
  readonly described_by?: string;
  /** The prompt it is for; null, one that is not stored yet. */
  readonly of: string | null;
  readonly chosen: PromptKey | null;
  readonly keys: readonly PromptKey[];
  readonly library: readonly PromptView[];
  readonly onChoose: (key: PromptKey | null) => void;
};

/** The key of a prompt. One that another prompt has says so, and can be chosen all the same. */
export function PromptKeySelect({ id, label, described_by, of, chosen, keys, library, onChoose, ...hears }: Props) {
  return (
    <select
      {...hears}
      id={id}
      aria-label={label}
      aria-describedby={described_by}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) => onChoose(keys.find((key) => String(key) === value) ?? null)}
    >
      <option value="">{t('prompts_no_key')}</option>
      {keys.map((key) => {
        const keyName = keysOfPrompt(key).join('+');
        const holder = holderOf(key, library, of);
        return (
          <option key={key} value={key}>
            {holder === null ? keyName : t('prompts_key_taken', keyName, holder)}
          </option>
        );
      })}
    </select>
  );
}

/** The name of another prompt that has the key. */
export function holderOf(key: PromptKey | null, library: readonly PromptView[], of: string | null): string | null {
  return library.find((one) => key !== null && one.key === key && one.id !== of)?.name ?? null;
}
