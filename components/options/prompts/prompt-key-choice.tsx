import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PromptKey, PromptsActions, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { holderOf, PromptKeySelect } from './prompt-key-select.tsx';

type Props = {
  readonly prompt: PromptView;
  readonly library: readonly PromptView[];
  readonly actions: Pick<PromptsActions, 'keys' | 'giveKey'>;
};

/**
 * The key of a prompt, given as soon as it is chosen. One that another prompt has is not taken while the arrow keys go past it, but when
 * they stop there: with Enter, or when the focus goes on.
 */
export function PromptKeyChoice({ prompt: { id, name, key }, library, actions }: Props) {
  const [passed, setPassed] = useState<PromptKey | null>(null);
  const isPassing = useRef(false);
  const give = (next: PromptKey | null) => {
    setPassed(null);
    actions.giveKey(id, next);
  };
  const settle = () => passed !== null && give(passed);
  return (
    <PromptKeySelect
      id={`prompt-key-${id}`}
      label={t('prompts_key_of', name)}
      of={id}
      chosen={passed ?? key}
      keys={actions.keys}
      library={library}
      onChoose={(next) => (isPassing.current && holderOf(next, library, id) !== null ? setPassed(next) : give(next))}
      onKeyDown={(event) => {
        isPassing.current = event.key !== 'Enter';
        if (!isPassing.current) settle();
      }}
      onPointerDown={() => {
        isPassing.current = false;
      }}
      onBlur={settle}
    />
  );
}
