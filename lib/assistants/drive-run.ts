import { type AppError, AppFailure, toAppError } from '../errors.ts';
import { buildRequest } from './build-request.ts';
import type { Context } from './context.ts';
import { addUsage, loadRun, type OpenRun } from './open-run.ts';
import { perform } from './perform.ts';
import type { StreamPart } from './ports.ts';
import type { RunEvent } from './step.ts';

/** Performs the model calls of runs, and hands everybody else's events to whoever holds the run. */
export type Driver = {
  /** Takes a queued run as far as it goes alone. Does nothing when it is not queued or somebody else has it. */
  drive(runId: string): Promise<void>;
  /** Applies an event from outside. `prepare` runs before it, with the run in hand. */
  dispatch(runId: string, event: RunEvent, prepare?: (open: OpenRun) => void): Promise<void>;
  /** Whether this worker is in the middle of the run's completion. */
  drives(runId: string): boolean;
};

export function createDriver(context: Context): Driver {
  /** Set before the first await of `drive`, so that no event slips in between the lock and the run. */
  const driven = new Map<string, Promise<Held | undefined>>();

  return {
    drives: (runId) => driven.has(runId),

    async dispatch(runId, event, prepare) {
      const held = await driven.get(runId);
      if (held !== undefined) return held.apply(event);
      await context.tryLock(lockName(runId), async () => {
        const open = await loadRun(context, runId);
        if (open === undefined) return;
        prepare?.(open);
        await perform(context, open, event);
      });
    },

    async drive(runId) {
      if (driven.has(runId)) return;
      const opening = Promise.withResolvers<Held | undefined>();
      driven.set(runId, opening.promise);
      try {
        await context.tryLock(lockName(runId), async () => {
          const open = await loadRun(context, runId);
          if (open?.run.status !== 'queued') return;
          const held = hold(context, open);
          opening.resolve(held);
          await complete(context, held);
        });
      } finally {
        driven.delete(runId);
        opening.resolve(undefined);
      }
    },
  };
}

const UNASKED_CALL: AppError = { kind: 'unexpected', detail: 'The model called a function that it was not given.' };

type Held = { readonly open: OpenRun; apply(event: RunEvent): Promise<void> };

/** One event after the other, whoever sends them: each is on disk before the next is looked at. */
function hold(context: Context, open: OpenRun): Held {
  let last: Promise<void> = Promise.resolve();
  return {
    open,
    apply(event) {
      const applied = last.then(() => perform(context, open, event));
      last = applied.catch(() => undefined);
      return applied;
    },
  };
}

/** One completion, from the request to the end of its stream. */
async function complete(context: Context, held: Held): Promise<void> {
  const stopExpiry = expireInTime(context, held);
  try {
    await held.apply({ type: 'run-start' });
    await stream(context, held);
    await held.apply({ type: 'stream-end' });
  } finally {
    stopExpiry();
  }
}

/** The request and what comes of it, as events. */
async function stream(context: Context, held: Held): Promise<void> {
  const { open } = held;
  try {
    const resolved = await context.backends.open(open.run.local.connection_id, open.run.model);
    const request = await buildRequest(context, open, resolved);
    open.sources = request.sources.map((source) => ({ ...source, passages: source.snapshot.passages }));
    for await (const part of resolved.backend.stream(request, open.abort.signal)) {
      // Nobody could answer it, and the run would wait for ever.
      if (part.type === 'tool-call-delta' && request.tools.length === 0) throw new AppFailure(UNASKED_CALL);
      if (part.type === 'usage') open.used = addUsage(open.used, part.usage);
      const event = eventOf(part);
      if (event !== null) await held.apply(event);
    }
  } catch (thrown) {
    await held.apply({ type: 'run-fail', error: toAppError(thrown) });
  }
}

function eventOf(part: StreamPart): RunEvent | null {
  switch (part.type) {
    case 'text-delta':
      return part;
    case 'tool-call-delta':
      return { ...part, type: 'call-delta' };
    case 'finish':
      return { type: 'completion-end', reason: part.reason };
    case 'error':
      return { type: 'run-fail', error: part.error };
    case 'reasoning-delta':
    case 'usage':
      return null;
  }
}

function expireInTime(context: Context, held: Held): () => void {
  const { expires_at } = held.open.run;
  if (expires_at === null) return () => undefined;
  return context.clock.after(expires_at * 1000 - context.clock.now(), () => {
    // The next reconcile tries again should the write fail.
    held.apply({ type: 'run-expire' }).catch(() => undefined);
  });
}

function lockName(runId: string): string {
  return `run:${runId}`;
}
