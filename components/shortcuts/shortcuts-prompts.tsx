import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import type { PromptKey, PromptView } from '../../lib/panel/prompts/prompts-model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { Keys } from './keys.tsx';
import { keysOfPrompt } from './prompt-keys.ts';

export type ShortcutsPromptsProps = { readonly actions: Pick<PanelActions, 'prompts' | 'openSection'> };

type WithKey = PromptView & { readonly key: PromptKey };

/** Prompts that have a key, in the order of the keys, and the way to where they get one. */
export function ShortcutsPrompts({ actions: { prompts: load, openSection } }: ShortcutsPromptsProps) {
  const [prompts, setPrompts] = useState<readonly WithKey[]>([]);
  useEffect(
    () =>
      void load().then(
        (library) => setPrompts(library.filter(hasKey).toSorted((one, other) => one.key - other.key)),
        () => undefined,
      ),
    [load],
  );
  return (
    <>
      {prompts.length > 0 && (
        <dl class="shortcuts">
          {prompts.map(({ id, name, key }) => (
            <div key={id}>
              <dt dir="auto">{name}</dt>
              <dd>
                <Keys keys={keysOfPrompt(key)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <TextButton label={t('prompts_give_keys')} onClick={() => openSection('prompts')} />
    </>
  );
}

function hasKey(prompt: PromptView): prompt is WithKey {
  return prompt.key !== null;
}
