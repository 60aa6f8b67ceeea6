import type { Message, Run } from '../../assistants/objects.ts';
import { isTerminal } from '../../assistants/run/step.ts';
import type { RunView } from '../model.ts';

/** The newest run as one state of the panel. `words`: whether its message has text yet, stored or not. */
export function runView(run: Run | undefined, messages: readonly Message[], words: boolean): RunView {
  if (run === undefined || isOfAnotherVersion(run, messages)) return { status: 'idle' };
  const partial = messages.some((message) => message.run_id === run.id && message.content.length > 0);
  const ended = { partial, run_id: run.id };
  switch (run.status) {
    case 'queued':
    case 'in_progress':
    case 'requires_action':
      return underWay(run, words);
    case 'cancelling':
      return { status: 'stopping' };
    case 'cancelled':
      return { status: 'stopped', ...ended };
    case 'failed':
      return { status: 'failed', error: run.local.error ?? { kind: 'unexpected', detail: '' }, ...ended };
    case 'expired':
      return { status: 'failed', error: { kind: 'expired' }, ...ended };
    case 'incomplete':
      return { status: 'incomplete' };
    case 'completed':
      return { status: 'idle' };
  }
}

function underWay(run: Run, words: boolean): RunView {
  // One that was just made came through the front door, which keeps what is ours to itself.
  const { waiting, reading }: Partial<Run['local']> = run.local ?? {};
  if (waiting !== undefined) return { status: 'paused', ...waiting };
  if (reading !== undefined) return { status: 'reading-parts', ...reading };
  return { status: words ? 'answering' : 'waiting' };
}

/** What the run came to was set aside, and the thread ends with another run's answer. */
function isOfAnotherVersion(run: Run, messages: readonly Message[]): boolean {
  const last = messages.at(-1)?.run_id ?? null;
  return isTerminal(run.status) && last !== null && last !== run.id;
}
