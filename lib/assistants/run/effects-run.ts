import type { AppError } from '../../errors.ts';
import type { Run, RunStatus } from '../objects.ts';
import { published } from '../published.ts';
import { type Batch, tell } from './batch.ts';
import { lastError } from './last-error.ts';
import { addUsage, type OpenRun } from './open-run.ts';
import type { Effect } from './run-events.ts';
import { isTerminal } from './step.ts';

export function setStatus(open: OpenRun, status: RunStatus, batch: Batch): void {
  const moved: Run = { ...open.run, ...stamps(open.run, status, batch.now), status };
  open.run = isTerminal(status) ? ended(moved, open) : { ...moved, local: { ...moved.local, used: open.used } };
  batch.runs.set(open.run.id, open.run);
  tell(open, batch, { event: `thread.run.${status}`, data: published(open.run) });
}

export function setError(open: OpenRun, error: AppError): void {
  open.run = { ...open.run, last_error: lastError(error), local: { ...open.run.local, error } };
}

/** Nothing is told of it once all parts are read: then the answer itself is. */
export function setReading(open: OpenRun, { read, of }: Extract<Effect, { type: 'set-reading' }>, batch: Batch): void {
  const { reading: _before, ...local } = open.run.local;
  open.run = { ...open.run, local: read < of ? { ...local, reading: { read, of } } : local };
  batch.runs.set(open.run.id, open.run);
}

export function countUsage(open: OpenRun, { usage, estimated }: Extract<Effect, { type: 'count-usage' }>): void {
  open.completionUsage = addUsage(open.completionUsage, usage);
  open.used = addUsage(open.used, usage);
  if (estimated) open.run = { ...open.run, local: { ...open.run.local, usage_estimated: true } };
}

/** Whenever a run step is written the run is too, if its tokens have changed: their sums agree on disk at any moment. */
export function keepUsage(open: OpenRun, batch: Batch): void {
  if (batch.runSteps.size === 0 || open.run.local.used === open.used) return;
  open.run = { ...open.run, local: { ...open.run.local, used: open.used } };
  batch.runs.set(open.run.id, open.run);
}

function stamps(run: Run, status: RunStatus, now: number): Partial<Run> {
  switch (status) {
    case 'in_progress':
      return { started_at: run.started_at ?? now };
    case 'queued':
    case 'cancelling':
      return { required_action: null };
    case 'completed':
    case 'incomplete':
      return { completed_at: now };
    case 'failed':
      return { failed_at: now };
    case 'cancelled':
      return { cancelled_at: now };
    case 'requires_action':
    case 'expired':
      return {};
  }
}

function ended(run: Run, open: OpenRun): Run {
  const { active: _active, remote: _remote, waiting: _waiting, reading: _reading, ...local } = run.local;
  return { ...run, required_action: null, expires_at: null, usage: open.used, local: { ...local, used: open.used } };
}
