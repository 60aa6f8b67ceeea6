import { AppFailure } from '../../errors.ts';
import { retryAfter } from '../failures/retry-after.ts';
import { listOf, recordOf } from '../json.ts';
import { ownFailure } from '../map-openai-error.ts';
import { ServerRefusal } from '../server-refusal.ts';
import { type RemoteRun, readRun } from './objects.ts';
import { nextPause, PATIENCE, PATIENCE_SILENT, PATIENCE_UNKNOWN, slowPause } from './pace.ts';
import { type Place, runPath, threadPath } from './place.ts';
import type { Answer } from './run-server.ts';
import { isSettled, type Session } from './session.ts';

const ACTIVE: ReadonlySet<string> = new Set(['queued', 'in_progress', 'cancelling']);

/** Milliseconds between looks for a run that may have been made. */
const SEARCH_PAUSES = [0, 1_000, 2_000];

/** Statuses that say the same however often one asks. */
const FINAL: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 422]);

/**
 * Looks at the run, one request a time, until it needs somebody or has ended. Null when `signal` is aborted first. `pause`:
 * milliseconds until the first look. Limits count what was waited, so that a sleeping computer uses up nobody's patience.
 */
export async function follow(session: Session, place: Place, pause: number): Promise<RemoteRun | null> {
  const { server, signal, sleep } = session;
  let waited = 0;
  let silent = 0;
  let unknown = 0;
  for (;;) {
    await sleep(pause, signal);
    waited += pause;
    if (signal.aborted) return null;
    if (waited > PATIENCE) throw new AppFailure({ kind: 'expired' });
    const answer = await look(() => server.get(runPath(place), signal));
    if (signal.aborted) return null;
    if ('thrown' in answer) {
      silent += pause;
      if (silent > PATIENCE_SILENT) throw answer.thrown;
      pause = Math.max(slowPause(null), pauseTold(answer.thrown, session.now()));
      continue;
    }
    silent = 0;
    const run = readRun(answer.value);
    if (run !== null && isSettled(run)) return run;
    const status = run?.status ?? null;
    const isKnown = status !== null && ACTIVE.has(status);
    unknown = isKnown ? 0 : unknown + pause;
    if (unknown > PATIENCE_UNKNOWN) throw new AppFailure(unknownState(status));
    pause = isKnown ? nextPause(pause, answer.poll_after) : slowPause(answer.poll_after);
  }
}

/** The answer, or what may pass by itself. Throws what is final. */
async function look(ask: () => Promise<Answer>): Promise<Answer | { readonly thrown: unknown }> {
  try {
    return await ask();
  } catch (thrown) {
    const failure = ownFailure(thrown);
    if (failure instanceof ServerRefusal && FINAL.has(failure.status)) throw thrown;
    if (failure instanceof AppFailure && ['redirected', 'too-large', 'unexpected'].includes(failure.error.kind))
      throw thrown;
    return { thrown };
  }
}

function pauseTold(thrown: unknown, now: number): number {
  const failure = ownFailure(thrown);
  return failure instanceof ServerRefusal ? (retryAfter(failure.headers, now) ?? 0) * 1_000 : 0;
}

function unknownState(status: string | null) {
  const detail = status === null ? 'The run cannot be read.' : `The run is ${status}.`;
  return { kind: 'server-failed', status: 200, detail } as const;
}

/** The run that a request without an answer has made after all. The thread is ours alone: any run in it is that one. */
export async function findRun(session: Session, place: Place): Promise<RemoteRun | null> {
  const { signal, sleep } = session;
  for (const pause of SEARCH_PAUSES) {
    await sleep(pause, signal);
    const run = await newestRun(session, place).catch(() => null);
    if (run !== null || signal.aborted) return run;
  }
  return null;
}

export async function newestRun({ server }: Pick<Session, 'server'>, place: Place): Promise<RemoteRun | null> {
  const { value } = await server.get(`${threadPath(place)}/runs?limit=1&order=desc`);
  return readRun(listOf(recordOf(value)['data'] ?? value)[0]);
}

/** Tries a few times what only reads. */
export async function readPatiently(session: Session, path: string): Promise<unknown> {
  const { server, signal, sleep } = session;
  for (const pause of [1_000, 4_000]) {
    const answer = await look(() => server.get(path, signal));
    if (!('thrown' in answer)) return answer.value;
    await sleep(pause, signal);
  }
  return (await server.get(path, signal)).value;
}
