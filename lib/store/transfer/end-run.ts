import type { Message, Run, RunStep } from '../../assistants/objects.ts';

const ENDED: readonly Run['status'][] = ['cancelled', 'failed', 'completed', 'incomplete', 'expired'];

/**
 * A run that was under way when it was exported, as a worker ends one that it finds and cannot take up: another browser must not ask
 * its question again. `now` in unix seconds.
 */
export function endRun(run: Run, now: number): Run {
  if (ENDED.includes(run.status)) return run;
  const { active: _active, remote: _remote, waiting: _waiting, reading: _reading, ...local } = run.local;
  return {
    ...run,
    status: 'failed',
    failed_at: now,
    required_action: null,
    expires_at: null,
    last_error: { code: 'server_error', message: 'interrupted.' },
    usage: local.used,
    local: { ...local, error: { kind: 'interrupted' } },
  };
}

/** Its words stay. */
export function endMessage(message: Message, now: number): Message {
  if (message.status !== 'in_progress') return message;
  return { ...message, status: 'incomplete', incomplete_details: { reason: 'run_failed' }, incomplete_at: now };
}

export function endStep(step: RunStep, now: number): RunStep {
  if (step.status !== 'in_progress') return step;
  const { usage = null, ...local } = step.local;
  const last_error = { code: 'server_error', message: 'interrupted.' } as const;
  return { ...step, status: 'failed', failed_at: now, last_error, usage, local };
}
