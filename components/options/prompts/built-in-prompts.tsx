import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { PromptsActions, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { MenuItem } from '../../controls/menu.tsx';
import { PromptKeyChoice } from './prompt-key-choice.tsx';
import { PromptRow } from './prompt-row.tsx';

type Props = {
  /** The user's own too. */
  readonly library: readonly PromptView[];
  readonly actions: Pick<PromptsActions, 'hide' | 'keys' | 'giveKey'>;
  /** A prompt is being written. */
  readonly busy: boolean;
  readonly onDuplicate: (prompt: PromptView) => void;
};

/** They cannot be changed, but hidden, have a key, and be the beginning of one's own. */
export function BuiltInPrompts({ library, actions, busy, onDuplicate }: Props) {
  const prompts = library.filter(({ built_in }) => built_in);
  return (
    <details class="built-in-prompts">
      <summary>{tn('prompts_built_in', prompts.length)}</summary>
      <ul class="rows">
        {prompts.map((prompt) => (
          <PromptRow
            key={prompt.id}
            prompt={prompt}
            key_choice={<PromptKeyChoice prompt={prompt} library={library} actions={actions} />}
            items={() => (
              <>
                <MenuItem label={t('prompts_duplicate')} disabled={busy} onClick={() => onDuplicate(prompt)} />
                <MenuItem
                  label={t(prompt.hidden ? 'prompts_show' : 'prompts_hide')}
                  onClick={() => actions.hide(prompt.id, !prompt.hidden)}
                />
              </>
            )}
          />
        ))}
      </ul>
    </details>
  );
}
