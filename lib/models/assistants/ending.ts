import type { StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import { refusalError } from '../failures/refusal-error.ts';
import { ServerRefusal } from '../server-refusal.ts';
import { readPatiently } from './follow.ts';
import { type RemoteRun, readAnswer, readUsageSinceCalls } from './objects.ts';
import { type Place, runPath, threadPath } from './place.ts';
import { type Session, withWhereabouts } from './session.ts';

/**
 * What is left to say of a completion whose run has settled: words that were not heard, its calls, its tokens and its end.
 * `missed`: the run was not listened to until then.
 */
export async function* endingOf(
  session: Session,
  place: Place,
  run: RemoteRun,
  missed: boolean,
): AsyncGenerator<StreamPart> {
  const { transcript } = session;
  if (missed || (run.status === 'completed' && !transcript.spoke)) yield* missing(session, place, run);
  const usage = await usageOf(session, place, run);
  if (usage !== null && usage.total_tokens > 0) yield { type: 'usage', usage };
  if (run.status === 'requires_action') {
    if (isAskedAgain(run, place)) {
      // Its outputs never came, and whoever takes an answer up does not have them.
      yield { type: 'error', error: { kind: 'interrupted' } };
      return;
    }
    for (const [index, { id, name, arguments: arguments_delta }] of run.calls.entries())
      yield { type: 'tool-call-delta', index, id, name, arguments_delta };
  }
  session.fate = run.status === 'requires_action' && run.calls.length > 0 ? 'kept' : 'over';
  const end = endOf(session, run);
  yield 'kind' in end ? { type: 'error', error: end } : end;
}

/** Whether the run still waits for the outputs that were sent to it when this completion began. */
export function isAskedAgain({ status, calls }: RemoteRun, { answered }: Place): boolean {
  return status === 'requires_action' && calls.length > 0 && calls.every(({ id }) => answered.includes(id));
}

async function* missing(session: Session, place: Place, run: RemoteRun): AsyncGenerator<StreamPart> {
  const path = `${threadPath(place)}/messages?run_id=${encodeURIComponent(run.id)}&limit=100&order=desc`;
  const page = await readPatiently(session, path);
  for (const message of readAnswer(page, run.id)) yield* withWhereabouts(session, session.transcript.read(message));
}

/** A run counts the tokens of all its completions together; its steps count their own. */
async function usageOf(session: Session, place: Place, run: RemoteRun) {
  if (place.answered.length === 0 || run.usage === null) return run.usage;
  const path = `${runPath(place)}/steps?limit=100&order=desc`;
  return readPatiently(session, path).then(readUsageSinceCalls, () => null);
}

function endOf({ connection, transcript, now }: Session, run: RemoteRun): AppError | StreamPart {
  switch (run.status) {
    case 'completed':
      if (transcript.is_filtered) return { type: 'finish', reason: 'content-filter' };
      return transcript.spoke ? { type: 'finish', reason: 'stop' } : { kind: 'empty-answer' };
    case 'incomplete':
      if (transcript.is_filtered || run.incomplete_reason === 'content_filter')
        return { type: 'finish', reason: 'content-filter' };
      return { type: 'finish', reason: 'length' };
    case 'requires_action':
      if (run.calls.length > 0) return { type: 'finish', reason: 'tool-calls' };
      return { kind: 'server-failed', status: 200, detail: 'The run requires an action that is no function.' };
    case 'expired':
      return { kind: 'expired' };
    case 'failed':
      return refusalError(toRefusal(run, connection.base_url), connection, now());
    default:
      return { kind: 'server-failed', status: 200, detail: `The run is ${run.status}.` };
  }
}

const STATUS_OF: Readonly<Record<string, number>> = { rate_limit_exceeded: 429, invalid_prompt: 400 };

/** A run's failure as the refusal it would have been. */
function toRefusal({ last_error }: RemoteRun, url: string): ServerRefusal {
  const status = STATUS_OF[last_error.code] ?? 500;
  return new ServerRefusal({ status, headers: new Headers(), url, body: JSON.stringify({ error: last_error }) });
}
