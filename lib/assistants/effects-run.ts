import type { AppError } from '../errors.ts';
import { type Batch, tell } from './batch.ts';
import { lastError } from './last-error.ts';
import type { Run, RunStatus } from './objects.ts';
import type { OpenRun } from './open-run.ts';
import { published } from './published.ts';
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

function stamps(run: Run, status: RunStatus, now: number): Partial<Run> {
  switch (status) {
    case 'in_progress':
      return { started_at: run.started_at ?? now };
    case 'queued':
      return { required_action: null };
    case 'completed':
    case 'incomplete':
      return { completed_at: now };
    case 'failed':
      return { failed_at: now };
    case 'cancelled':
      return { cancelled_at: now };
    case 'requires_action':
    case 'cancelling':
    case 'expired':
      return {};
  }
}

function ended(run: Run, open: OpenRun): Run {
  const { active: _active, ...local } = run.local;
  return { ...run, required_action: null, expires_at: null, usage: open.used, local: { ...local, used: open.used } };
}
