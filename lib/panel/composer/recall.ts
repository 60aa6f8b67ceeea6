import type { PanelReads } from '../ports.ts';
import type { Draft } from './draft.ts';

/** One question further back (1) or forth (-1) in the thread; in front of the newest are the user's own words again. */
export async function recall(
  reads: Pick<PanelReads, 'questions'>,
  threadId: string | null,
  draft: Draft,
  by: 1 | -1,
): Promise<void> {
  const shown = draft.recalled();
  if (shown === null && by === -1) return;
  const key = draft.key();
  const questions = shown?.questions ?? (threadId === null ? [] : await reads.questions(threadId));
  const at = (shown?.at ?? 0) + by;
  if (at > questions.length || draft.key() !== key) return;
  draft.recall(at === 0 ? null : { questions, at });
}
