import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { PromptsActions, PromptView } from '../../lib/panel/prompts-model.ts';
import { MenuItem } from '../menu.tsx';
import { PromptRow } from './prompt-row.tsx';

type Props = {
  readonly prompts: readonly PromptView[];
  readonly onDuplicate: (prompt: PromptView) => void;
  readonly onHide: PromptsActions['hide'];
};

/** They cannot be changed, but hidden, and be the beginning of one's own. */
export function BuiltInPrompts({ prompts, onDuplicate, onHide }: Props) {
  return (
    <details class="built-in-prompts">
      <summary>{tn('prompts_built_in', prompts.length)}</summary>
      <ul class="rows">
        {prompts.map((prompt) => (
          <PromptRow
            key={prompt.id}
            prompt={prompt}
            items={() => (
              <>
                <MenuItem label={t('prompts_duplicate')} onClick={() => onDuplicate(prompt)} />
                <MenuItem
                  label={t(prompt.hidden ? 'prompts_show' : 'prompts_hide')}
                  onClick={() => onHide(prompt.id, !prompt.hidden)}
                />
              </>
            )}
          />
        ))}
      </ul>
    </details>
  );
}
