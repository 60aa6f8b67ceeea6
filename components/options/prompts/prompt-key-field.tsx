import { t } from '../../../lib/i18n/index.ts';
import type { PromptDraft, PromptKey, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { Field, noteId } from '../field.tsx';
import { holderOf, PromptKeySelect } from './prompt-key-select.tsx';

type Props = {
  readonly prompt: PromptDraft;
  readonly keys: readonly PromptKey[];
  readonly library: readonly PromptView[];
  readonly onChoose: (key: PromptKey | null) => void;
};

/** The key of a prompt in its form, and who loses it. */
export function PromptKeyField({ prompt: { id, key }, keys, library, onChoose }: Props) {
  const holder = holderOf(key, library, id);
  return (
    <Field
      id="prompt-key"
      label={t('prompts_key')}
      note={holder === null ? t('prompts_key_note') : t('prompts_key_moves', holder)}
    >
      <PromptKeySelect
        id="prompt-key"
        described_by={noteId('prompt-key')}
        of={id}
        chosen={key}
        keys={keys}
        library={library}
        onChoose={onChoose}
      />
    </Field>
  );
}
