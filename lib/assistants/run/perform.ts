import { type Context, seconds } from '../context.ts';
import type { Batch } from './batch.ts';
import { answerCall, appendCall, closeCalls, noteCalls, openCalls, requireOutputs } from './effects-calls.ts';
import { addHostedCall } from './effects-hosted.ts';
import { annotate, appendText, closeMessage, openMessage, textContent } from './effects-message.ts';
import { abandon, closeRemote, setRemote, setWaiting, stopWaiting } from './effects-remote.ts';
import { countUsage, keepUsage, setError, setReading, setStatus } from './effects-run.ts';
import { NO_USAGE, type OpenRun } from './open-run.ts';
import type { Effect, RunEvent } from './run-events.ts';
import { isTerminal, step } from './step.ts';

/**
 * Longest time that text stays in memory only. A killed worker loses at most this much of an answer, so that the rows are
 * written at least twice a second while words come.
 */
const CHECKPOINT_MS = 400;

/** Applies one event to a run: all rows in one transaction first, then everybody is told. */
export async function perform(context: Context, open: OpenRun, event: RunEvent): Promise<void> {
  const before = { ...open };
  const [next, effects] = step(open.state, event);
  open.state = next;
  const batch: Batch = {
    now: seconds(context.clock),
    runs: new Map(),
    messages: new Map(),
    runSteps: new Map(),
    notices: [],
  };
  for (const effect of effects) apply(context, open, effect, batch);
  keepUsage(open, batch);
  if (isTerminal(open.state.status)) stopCheckpoint(open);
  try {
    await write(context, batch);
  } catch (thrown) {
    // What is not on disk has not happened: the next event finds the run as its rows are.
    Object.assign(open, before);
    throw thrown;
  }
  for (const notice of batch.notices) context.notify(notice);
  // While outputs are waited for no stream is open that an abort would reach.
  if (before.state.status === 'requires_action' && isTerminal(open.state.status)) void abandon(context, before.run);
}

function apply(context: Context, open: OpenRun, effect: Effect, batch: Batch): void {
  switch (effect.type) {
    case 'open-stream':
      open.completionUsage = NO_USAGE;
      open.said = 0;
      open.previous = open.run.local.remote ?? null;
      open.asks = true; // drive-run.ts does it once this event is on disk
      return closeRemote(open, batch);
    case 'set-remote':
      return setRemote(open, effect.remote, batch, () => scheduleCheckpoint(context, open));
    case 'set-waiting':
      return setWaiting(open, effect, batch);
    case 'set-reading':
      return setReading(open, effect, batch);
    case 'stop-waiting':
      return stopWaiting(open, batch);
    case 'count-usage':
      return countUsage(open, effect);
    case 'abort-stream':
      return open.abort.abort();
    case 'set-status':
      return setStatus(open, effect.status, batch);
    case 'set-error':
      return setError(open, effect.error);
    case 'set-incomplete':
      open.run = { ...open.run, incomplete_details: { reason: effect.reason } };
      return;
    case 'open-message':
      stopWaiting(open, batch);
      return openMessage(context, open, batch);
    case 'append-text':
      appendText(open, effect.delta, batch);
      return scheduleCheckpoint(context, open);
    case 'close-message':
      return closeMessage(open, effect.step, effect.reason, batch);
    case 'annotate':
      annotate(open, effect.annotation);
      return scheduleCheckpoint(context, open);
    case 'add-hosted-call':
      stopWaiting(open, batch);
      return addHostedCall(context, open, effect, batch);
    case 'open-calls':
      stopWaiting(open, batch);
      return openCalls(context, open, batch);
    case 'append-call':
      return appendCall(open, effect, batch);
    case 'perform-calls':
      // The server has nothing more to say; drive-run.ts performs them.
      return closeRemote(open, batch);
    case 'note-calls':
      return noteCalls(open, effect.metadata, batch);
    case 'answer-call':
      return answerCall(open, effect.answer);
    case 'require-outputs':
      return requireOutputs(open, batch);
    case 'close-calls':
      return closeCalls(open, effect.step, batch);
  }
}

async function write({ store }: Context, batch: Batch): Promise<void> {
  if (batch.runs.size + batch.messages.size + batch.runSteps.size === 0) return;
  await store.transaction(async () => {
    for (const row of batch.messages.values()) await store.messages.put(row);
    for (const row of batch.runSteps.values()) await store.run_steps.put(row);
    for (const row of batch.runs.values()) await store.runs.put(row);
  });
}

function scheduleCheckpoint(context: Context, open: OpenRun): void {
  open.cancelCheckpoint ??= context.clock.after(CHECKPOINT_MS, () => {
    open.cancelCheckpoint = null;
    // A failed write shows up again when the message is closed, where somebody waits for it.
    checkpoint(context, open).catch(() => undefined);
  });
}

function stopCheckpoint(open: OpenRun): void {
  open.cancelCheckpoint?.();
  open.cancelCheckpoint = null;
}

/** Text, and how far its server has been heard, are of the same moment. */
async function checkpoint({ store }: Context, { message, text, annotations, run }: OpenRun): Promise<void> {
  if (isTerminal(run.status)) return;
  const row = message === null ? null : { ...message, content: textContent(text, annotations) };
  if (run.local.remote === undefined) return row === null ? undefined : store.messages.put(row);
  await store.transaction(async () => {
    if (row !== null) await store.messages.put(row);
    await store.runs.put(run);
  });
}
