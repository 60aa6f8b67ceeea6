import { useRef, useState } from 'preact/hooks';
import type { AppError } from '../../../lib/errors.ts';
import type { PromptDraft, PromptsActions } from '../../../lib/panel/prompts/prompts-model.ts';

export type PromptFormActions = Pick<PromptsActions, 'check' | 'commandOf' | 'keys' | 'save'>;

/** What is typed into a prompt's form, and what becomes of it. The command follows the name until one is typed. */
export function usePromptForm(prompt: PromptDraft, actions: PromptFormActions, onDone: () => void) {
  const [typed, setTyped] = useState(prompt);
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const isSaving = useRef(false);
  const command = actions.commandOf(typed.command === '' ? typed.name : typed.command);
  const draft = { ...typed, command };
  const { taken_by, unknown } = actions.check(draft);
  const isReady = typed.name.trim() !== '' && typed.text.trim() !== '' && command !== '' && taken_by === null;

  /** Pressed twice, it is saved once. */
  const save = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    const failed = await actions.save(draft);
    isSaving.current = false;
    if (failed === null) onDone();
    else setTrouble(failed);
  };
  return {
    typed,
    change: (next: Partial<PromptDraft>) => setTyped((before) => ({ ...before, ...next })),
    command,
    taken_by,
    unknown,
    isReady,
    trouble,
    submit(event: Event) {
      event.preventDefault();
      if (isReady) void save();
    },
  };
}
