import { type AppError, toAppError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Run, RunStatus } from '../objects.ts';
import type { Clock } from '../ports.ts';
import { whenStoresAreReady } from '../tools/await-stores.ts';
import type { Consult } from '../tools/consult-assistant.ts';
import { performCalls } from '../tools/perform-calls.ts';
import { openToolBox } from '../tools/tool-box.ts';
import { complete } from './completion.ts';
import { abandon } from './effects-remote.ts';
import { loadRun, type OpenRun } from './open-run.ts';
import { perform } from './perform.ts';
import type { RunEvent } from './run-events.ts';

/** Completions in which a model may call the engine's own tools without anybody looking on. */
const MOST_ROUNDS = 32;

const ENDLESS: AppError = {
  kind: 'unexpected',
  detail: `The model called tools ${MOST_ROUNDS} times without an answer.`,
};

/** Performs the model calls of runs, and hands everybody else's events to whoever holds the run. */
export type Driver = {
  /**
   * Takes a run that is queued or can be taken up as far as it goes alone, and ends one that was to be cancelled. Does nothing
   * when it is none of these, or when somebody else has it.
   */
  drive(runId: string): Promise<void>;
  /** Applies an event from outside. */
  dispatch(runId: string, event: RunEvent): Promise<void>;
  /** Works on a run with nobody else changing it meanwhile. Nothing when there is no such run. */
  withRun(runId: string, work: (open: OpenRun) => Promise<void>): Promise<void>;
  /** Whether this worker is in the middle of the run's completion. */
  drives(runId: string): boolean;
};

/**
 * Whether a run of an earlier worker may be taken up where it is: its answer goes on at its server, or its request has been
 * turned away and is not due again yet.
 */
export function canBeTakenUp({ status, local }: Run, now: number): boolean {
  return status === 'in_progress' && (local.remote !== undefined || (local.waiting?.until ?? 0) > now);
}

export function createDriver(context: Context, consult: Consult): Driver {
  /** Set before the first await of `drive`, so that no event slips in between the lock and the run. */
  const driven = new Map<string, Promise<Held | undefined>>();
  const alone = createQueue(context);

  async function withRun(runId: string, work: (open: OpenRun) => Promise<void>): Promise<void> {
    const held = await driven.get(runId);
    if (held !== undefined) return held.run(work);
    await alone(runId, async () => {
      const open = await loadRun(context, runId);
      if (open !== undefined) await work(open);
    });
  }

  async function drive(runId: string): Promise<void> {
    if (driven.has(runId)) return;
    const opening = Promise.withResolvers<Held | undefined>();
    driven.set(runId, opening.promise);
    let held: Held | undefined;
    try {
      await alone(runId, async () => {
        const open = await loadRun(context, runId);
        if (open === undefined) return;
        // Nobody else has it, so nothing is on its way that could report the end.
        if (open.run.status === 'cancelling') return endCancelled(context, open);
        if (open.run.status !== 'queued' && !canBeTakenUp(open.run, context.clock.now())) return;
        held = hold(context, open);
        opening.resolve(held);
        await take(context, held, consult);
      });
    } catch (thrown) {
      // A read or write that failed: nobody would go on with the run, and its clients would wait for ever.
      await held?.apply({ type: 'run-fail', error: toAppError(thrown) });
      throw thrown;
    } finally {
      driven.delete(runId);
      opening.resolve(undefined);
    }
    // Outputs may have come between the run's last look and now.
    if (held?.open.run.status === 'queued') await drive(runId);
  }

  return {
    drive,
    withRun,
    dispatch: (runId, event) => withRun(runId, (open) => perform(context, open, event)),
    drives: (runId) => driven.has(runId),
  };
}

/** One holder of a run at a time: in this worker whoever comes later waits, and another worker is left alone with it. */
function createQueue(context: Context) {
  const last = new Map<string, Promise<void>>();
  return async (runId: string, work: () => Promise<void>): Promise<void> => {
    const turn = (last.get(runId) ?? Promise.resolve())
      .then(() => context.tryLock(`run:${runId}`, work))
      .then(() => undefined);
    const over = turn.catch(() => undefined);
    last.set(runId, over);
    await turn.finally(() => {
      if (last.get(runId) === over) last.delete(runId);
    });
  };
}

type Held = {
  readonly open: OpenRun;
  apply(event: RunEvent): Promise<void>;
  run(work: (open: OpenRun) => Promise<void>): Promise<void>;
};

/** One event after the other, whoever sends them: each is on disk before the next is looked at. */
function hold(context: Context, open: OpenRun): Held {
  let last: Promise<void> = Promise.resolve();
  function run(work: (open: OpenRun) => Promise<void>): Promise<void> {
    const done = last.then(() => work(open));
    last = done.catch(() => undefined);
    return done;
  }
  return { open, run, apply: (event) => run(() => perform(context, open, event)) };
}

/** Completion after completion, until the run waits for somebody else or has ended. */
async function take(context: Context, held: Held, consult: Consult): Promise<void> {
  const { open, apply } = held;
  if (open.run.status === 'queued') await begin(context, held);
  else await takeUp(context, held);
  for (let rounds = 1; open.asks; rounds += 1) {
    open.asks = false;
    // Ended or stopped while its files were waited for.
    if (statusOf(open) !== 'in_progress') return apply({ type: 'stream-end' });
    if (rounds > MOST_ROUNDS) return apply({ type: 'run-fail', error: ENDLESS });
    await completeOnce(context, held, consult);
    // Its outputs were submitted before anybody could let go of it.
    if (statusOf(open) === 'queued') await apply({ type: 'run-start' });
  }
}

/** Its server may still be answering it. */
async function endCancelled(context: Context, open: OpenRun): Promise<void> {
  const { run } = open;
  await perform(context, open, { type: 'stream-end' });
  void abandon(context, run);
}

async function begin(context: Context, { open, apply }: Held): Promise<void> {
  await apply({ type: 'run-start' });
  const failure = await whenStoresAreReady(context, open.run, open.abort.signal);
  if (failure !== null) await apply({ type: 'run-fail', error: failure });
}

/** Calls are heard again from the first one. A request that was turned away is made when it is due, and not before. */
async function takeUp(context: Context, { open, apply }: Held): Promise<void> {
  const { remote, waiting } = open.run.local;
  open.calls = [];
  open.resumes = remote ?? null;
  open.asks = true;
  if (remote !== undefined || waiting === undefined) return;
  await sleepUntil(context.clock, waiting.until, open.abort.signal);
  // On disk before the request leaves: the next worker must not make it again.
  await apply({ type: 'wait-end' });
}

/** Ends early when the signal is aborted. */
async function sleepUntil(clock: Clock, time: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const stop = clock.after(time - clock.now(), over.resolve);
  signal.addEventListener('abort', () => over.resolve(), { once: true });
  await over.promise;
  stop();
}

/** Every await may have changed it. */
function statusOf({ run }: OpenRun): RunStatus {
  return run.status;
}

async function completeOnce(context: Context, { open, apply }: Held, consult: Consult): Promise<void> {
  const toolBox = await openToolBox(context, open, consult);
  await complete(context, open, { toolBox, apply });
  if (open.state.writing === 'performing')
    await performCalls(open.calls, toolBox, { signal: open.abort.signal, apply });
}
