import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppError } from '../../../lib/errors.ts';
import type {
  AssistantDraft,
  AssistantsActions,
  DraftField,
  DraftProblem,
} from '../../../lib/panel/assistants/assistants-model.ts';

export type FormState = {
  readonly status: 'idle' | 'saved';
  readonly problem: DraftProblem | null;
  readonly error: AppError | null;
};

const IDLE: FormState = { status: 'idle', problem: null, error: null };

/** Milliseconds after the last key press until what is typed is kept. */
const KEEP_AFTER = 300;

/** What an assistant's form holds and does. What is typed is kept until it is saved or given up, even when the page is closed. */
export function useAssistantForm(initial: AssistantDraft, stored: AssistantDraft, actions: AssistantsActions) {
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(stored);
  const [state, setState] = useState(IDLE);
  const newest = useRef(draft);
  const isSaving = useRef(false);
  newest.current = draft;
  const isChanged = draft !== saved && JSON.stringify(draft) !== JSON.stringify(saved);

  useEffect(() => {
    if (!isChanged) return;
    const timer = setTimeout(() => actions.keep(saved.id, draft), KEEP_AFTER);
    return () => clearTimeout(timer);
  }, [draft, saved, isChanged, actions]);

  const edit = (change: Partial<AssistantDraft>) => {
    setDraft((now) => ({ ...now, ...change }));
    setState(IDLE);
  };

  /** The button stays as it is meanwhile: one that is disabled loses the focus. */
  const save = async (): Promise<void> => {
    if (isSaving.current) return;
    isSaving.current = true;
    await store().finally(() => {
      isSaving.current = false;
    });
  };

  const store = async (): Promise<void> => {
    const sent = newest.current;
    setState(IDLE);
    const result = await actions.save(sent);
    if (result.status !== 'saved') {
      const [problem, error] = result.status === 'refused' ? [result.problem, null] : [null, result.error];
      // Tried again, it is not to become a second one.
      const id = result.id ?? sent.id;
      if (id !== sent.id) setDraft((now) => ({ ...now, id }));
      setState({ status: 'idle', problem, error });
      if (problem !== null) showField(problem.field);
      return;
    }
    actions.keep(saved.id, null);
    setSaved(result.draft);
    // What was typed meanwhile stays.
    if (newest.current === sent) setDraft(result.draft);
    else setDraft((now) => ({ ...now, id: result.draft.id, store_id: result.draft.store_id }));
    setState({ ...IDLE, status: 'saved' });
  };

  const giveUp = () => {
    actions.discard(newest.current.files);
    setDraft(saved);
    setState(IDLE);
    actions.keep(saved.id, null);
  };

  /** Before the form goes: what was typed last may not be kept yet. */
  const keepNow = () => {
    if (isChanged) actions.keep(saved.id, newest.current);
  };

  const problemAt = (field: DraftField) => (state.problem?.field === field ? state.problem : null);
  return { draft, saved, state, isChanged, edit, setDraft, save, giveUp, keepNow, problemAt };
}

export type AssistantForm = ReturnType<typeof useAssistantForm>;

export const fieldId = (field: DraftField) => `assistant-${field}`;

/** Opens what the field is in, and goes there. */
function showField(field: DraftField): void {
  const control = document.getElementById(fieldId(field));
  control?.closest('details')?.setAttribute('open', '');
  control?.focus();
}
