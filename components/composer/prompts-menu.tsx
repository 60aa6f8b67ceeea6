import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import type { PromptView } from '../../lib/panel/prompts/prompts-model.ts';
import { Keys } from '../shortcuts/keys.tsx';
import { keysOfPrompt, promptShortcut } from '../shortcuts/prompt-keys.ts';
import { ChoiceList } from './choice-list.tsx';
import { foundPrompts } from './found-prompts.ts';

type Props = {
  /** What is typed behind the `/`. */
  readonly words: string;
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  readonly load: PanelActions['prompts'];
  /** Whoever answers can only quote the page. */
  readonly quotes_only: boolean;
  readonly onChoose: (prompt: PromptView) => void;
  readonly onComplete: (prompt: PromptView) => void;
  readonly onClose: () => void;
};

/** The prompts whose commands or names hold the words. */
export function PromptsMenu({ words, textbox, load, quotes_only, onChoose, onComplete, onClose }: Props) {
  const [prompts, setPrompts] = useState<readonly PromptView[]>([]);
  useEffect(() => void load().then(setPrompts, () => undefined), [load]);
  const choices = foundPrompts(prompts, words).map((prompt) => ({
    key: prompt.id,
    onChoose: () => onChoose(prompt),
    onComplete: () => onComplete(prompt),
    shortcut: prompt.key === null ? undefined : promptShortcut(prompt.key),
    content: <PromptName prompt={prompt} quotes_only={quotes_only} />,
  }));
  return (
    <ChoiceList
      id="prompts-menu"
      label={t('prompts')}
      textbox={textbox}
      words={words}
      choices={choices}
      onClose={onClose}
    />
  );
}

type NameProps = { readonly prompt: PromptView; readonly quotes_only: boolean };

function PromptName({ prompt: { name, command, about, key, needs_model }, quotes_only }: NameProps) {
  const isOff = quotes_only && needs_model;
  return (
    <>
      <span class="prompt-line">
        <bdi class="choice-name">{name}</bdi> <bdi class="command">/{command}</bdi>
      </span>
      <span class="prompt-line">
        <span class="host" dir={isOff ? undefined : 'auto'}>
          {isOff ? t('prompts_needs_model') : about}
        </span>
        {key !== null && (
          <span aria-hidden="true">
            <Keys keys={keysOfPrompt(key)} />
          </span>
        )}
      </span>
    </>
  );
}
