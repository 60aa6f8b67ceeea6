import type { Context } from '../context.ts';
import type { Run } from '../objects.ts';
import type { HeardRemote, Remote } from '../ports.ts';
import type { Batch } from './batch.ts';
import type { OpenRun } from './open-run.ts';
import type { Effect } from './run-events.ts';

/** The first one is on disk at once, so that an answer that has begun is never lost; the others are with the next checkpoint. */
export function setRemote(open: OpenRun, remote: Remote, batch: Batch, later: () => void): void {
  const before = open.run.local.remote;
  change(open, { remote: heardSoFar(open, remote, before?.id === remote.id ? (before.hosted ?? []) : []) });
  if (before?.id === remote.id) later();
  else batch.runs.set(open.run.id, open.run);
}

/** A hosted call is on disk together with the fact that it was heard: it is neither lost nor made again. */
export function hearHosted(open: OpenRun, callId: string, batch: Batch): void {
  const { remote } = open.run.local;
  if (remote === undefined) return;
  change(open, { remote: heardSoFar(open, remote, [...(remote.hosted ?? []), callId]) });
  batch.runs.set(open.run.id, open.run);
}

function heardSoFar({ message, text, said }: OpenRun, { id, cursor }: Remote, hosted: readonly string[]): HeardRemote {
  return {
    id,
    cursor,
    text_length: said + (message === null ? 0 : text.length),
    ...(said === 0 ? {} : { message_start: said }),
    ...(hosted.length === 0 ? {} : { hosted }),
  };
}

/** Nothing more comes of it. */
export function closeRemote(open: OpenRun, batch: Batch): void {
  const { remote, ...local } = open.run.local;
  if (remote === undefined) return;
  open.run = { ...open.run, local };
  batch.runs.set(open.run.id, open.run);
}

export function setWaiting(
  open: OpenRun,
  { until, error }: Extract<Effect, { type: 'set-waiting' }>,
  batch: Batch,
): void {
  change(open, { waiting: { until, error } });
  batch.runs.set(open.run.id, open.run);
}

export function stopWaiting(open: OpenRun, batch: Batch): void {
  const { waiting, ...local } = open.run.local;
  if (waiting === undefined) return;
  open.run = { ...open.run, local };
  batch.runs.set(open.run.id, open.run);
}

function change(open: OpenRun, local: Partial<Run['local']>): void {
  open.run = { ...open.run, local: { ...open.run.local, ...local } };
}

/** Tells the server of a run that nobody listens to that its answer is not wanted any more. Never throws. */
export async function abandon({ backends }: Context, { model, local }: Run): Promise<void> {
  if (local.remote === undefined) return;
  const resolved = await backends.open(local.connection_id, model).catch(() => undefined);
  await resolved?.backend.abandon?.(local.remote).catch(() => undefined);
}
