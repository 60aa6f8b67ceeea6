import type { Context } from '../context.ts';
import type { RunStepDelta } from '../events.ts';
import type { RunStep, RunStepStatus, StepDetails } from '../objects.ts';
import { published } from '../published.ts';
import { type Batch, tell } from './batch.ts';
import { NO_USAGE, type OpenRun } from './open-run.ts';

export function newRunStep(context: Context, open: OpenRun, batch: Batch, details: StepDetails): void {
  const runStep: RunStep = {
    id: context.newId('step_'),
    object: 'thread.run.step',
    created_at: batch.now,
    assistant_id: open.run.assistant_id,
    thread_id: open.run.thread_id,
    run_id: open.run.id,
    type: details.type,
    status: 'in_progress',
    step_details: details,
    last_error: null,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    metadata: null,
    usage: null,
    local: { order: context.nextOrder(open.order) },
  };
  keepRunStep(open, runStep, batch);
  tell(open, batch, { event: 'thread.run.step.created', data: published(runStep) });
  tell(open, batch, { event: 'thread.run.step.in_progress', data: published(runStep) });
}

export function keepRunStep(open: OpenRun, runStep: RunStep, batch: Batch): void {
  open.runStep = runStep;
  batch.runSteps.set(runStep.id, runStep);
}

export function closeRunStep(open: OpenRun, status: RunStepStatus, batch: Batch): void {
  if (open.runStep === null || status === 'in_progress') return;
  const { calls } = open.runStep.local;
  const error = status === 'failed' ? open.run.last_error : null;
  keepRunStep(
    open,
    {
      ...open.runStep,
      status,
      [`${status}_at`]: batch.now,
      usage: open.completionUsage,
      local: { order: open.runStep.local.order, ...(calls === undefined ? {} : { calls }) },
      // Run steps know no `invalid_prompt`.
      last_error: error && {
        code: error.code === 'invalid_prompt' ? 'server_error' : error.code,
        message: error.message,
      },
    },
    batch,
  );
  // The tokens of a completion are one step's: a message that follows calls of the same one has none.
  open.completionUsage = NO_USAGE;
  tell(open, batch, { event: `thread.run.step.${status}`, data: published(open.runStep) });
  open.runStep = null;
}

export type ToolCallDelta = RunStepDelta['delta']['step_details']['tool_calls'][number];

/** What a call of the open step has come to. */
export function tellCall(open: OpenRun, batch: Batch, delta: ToolCallDelta): void {
  if (open.runStep === null) return;
  const data: RunStepDelta = {
    id: open.runStep.id,
    object: 'thread.run.step.delta',
    delta: { step_details: { type: 'tool_calls', tool_calls: [delta] } },
  };
  tell(open, batch, { event: 'thread.run.step.delta', data });
}
