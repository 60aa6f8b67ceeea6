import type { Context } from '../context.ts';
import type { HostedCall, ToolCall } from '../objects.ts';
import type { Batch } from './batch.ts';
import { hearHosted } from './effects-remote.ts';
import { closeRunStep, keepRunStep, newRunStep, type ToolCallDelta, tellCall } from './effects-step.ts';
import type { OpenRun } from './open-run.ts';

/**
 * A call that the model's server performed itself: a run step that is over as soon as it is there. One step at a time is open,
 * so that beside open calls it becomes one of them (effects-calls.ts).
 */
export function addHostedCall(context: Context, open: OpenRun, { call, status }: HostedCall, batch: Batch): void {
  hearHosted(open, call.id, batch);
  if (open.runStep === null) return writeStep(context, open, { call, status }, batch);
  const { local } = open.run;
  open.run = { ...open.run, local: { ...local, hosted_beside: [...(local.hosted_beside ?? []), call] } };
  batch.runs.set(open.run.id, open.run);
}

function writeStep(context: Context, open: OpenRun, { call, status }: HostedCall, batch: Batch): void {
  newRunStep(context, open, batch, { type: 'tool_calls', tool_calls: [] });
  tellCall(open, batch, deltaOf(call));
  if (open.runStep === null) return;
  keepRunStep(open, { ...open.runStep, step_details: { type: 'tool_calls', tool_calls: [call] } }, batch);
  closeRunStep(open, status, batch);
}

function deltaOf(call: ToolCall): ToolCallDelta {
  const { id } = call;
  switch (call.type) {
    case 'function':
      return { index: 0, id, type: 'function', function: call.function };
    case 'file_search':
      return { index: 0, id, type: 'file_search', file_search: {} };
    case 'code_interpreter': {
      const { input, outputs } = call.code_interpreter;
      const numbered = outputs.map((output, index) => ({ index, ...output }));
      return { index: 0, id, type: 'code_interpreter', code_interpreter: { input, outputs: numbered } };
    }
  }
}
