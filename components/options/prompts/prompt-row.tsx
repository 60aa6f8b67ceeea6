import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import type { PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { Menu } from '../../controls/menu.tsx';
import { Keys } from '../../shortcuts/keys.tsx';
import { keysOfPrompt } from '../../shortcuts/prompt-keys.ts';

type Props = {
  readonly prompt: PromptView;
  /** In the place of its key, which can be chosen then. */
  readonly key_choice?: ComponentChildren;
  /** What can be done with it, each time the menu opens. */
  readonly items: () => ComponentChildren;
};

/** A prompt of the library, and the menu of what can be done with it. */
export function PromptRow({ prompt: { id, name, command, text, key, hidden }, key_choice, items }: Props) {
  return (
    <li class="prompt-row" data-hidden={hidden || undefined}>
      <div class="prompt-name">
        <bdi>{name}</bdi> <bdi class="quiet">/{command}</bdi>
        {hidden && <span class="quiet">{t('prompts_hidden')}</span>}
        <p class="quiet" dir="auto">
          {text}
        </p>
      </div>
      {key_choice ?? (key !== null && <Keys keys={keysOfPrompt(key)} />)}
      <Menu id={`prompt-${id}`} icon="more" label={t('prompts_more', name)} items={items} />
    </li>
  );
}
