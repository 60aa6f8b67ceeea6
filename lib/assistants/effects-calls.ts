import { type Batch, tell } from './batch.ts';
import type { Context } from './context.ts';
import { closeRunStep, keepRunStep, newRunStep } from './effects-step.ts';
import type { FunctionCall, RunStepStatus } from './objects.ts';
import type { OpenRun } from './open-run.ts';
import type { Effect } from './step.ts';

export function openCalls(context: Context, open: OpenRun, batch: Batch): void {
  open.calls = [];
  newRunStep(context, open, batch, { type: 'tool_calls', tool_calls: [] });
}

export function appendCall(open: OpenRun, delta: Extract<Effect, { type: 'append-call' }>, batch: Batch): void {
  const known = open.calls[delta.index];
  if (known === undefined) {
    open.calls[delta.index] = call(delta.id, delta.name, delta.arguments_delta);
    tellDelta(open, batch, delta.index, {
      id: delta.id,
      function: { name: delta.name, arguments: '', output: null },
    });
  } else {
    const { name, arguments: written } = known.function;
    open.calls[delta.index] = call(known.id, name, written + delta.arguments_delta);
  }
  if (delta.arguments_delta !== '')
    tellDelta(open, batch, delta.index, { function: { arguments: delta.arguments_delta } });
}

export function requireOutputs(open: OpenRun, batch: Batch): void {
  if (open.runStep === null) return;
  const tool_calls = open.calls.map((one) => ({ ...one, function: { ...one.function, output: null } }));
  keepRunStep(open, { ...open.runStep, step_details: { type: 'tool_calls', tool_calls } }, batch);
  open.run = {
    ...open.run,
    required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: [...open.calls] } },
  };
}

export function closeCalls(open: OpenRun, status: RunStepStatus, batch: Batch): void {
  if (open.runStep === null) return;
  const tool_calls = open.calls.map((one) => ({
    ...one,
    function: { ...one.function, output: open.outputs.get(one.id) ?? null },
  }));
  keepRunStep(open, { ...open.runStep, step_details: { type: 'tool_calls', tool_calls } }, batch);
  closeRunStep(open, status, batch);
  open.calls = [];
}

function call(id: string, name: string, written: string): FunctionCall {
  return { id, type: 'function', function: { name, arguments: written } };
}

type CallDelta = { id?: string; function: { name?: string; arguments?: string; output?: null } };

function tellDelta(open: OpenRun, batch: Batch, index: number, delta: CallDelta): void {
  if (open.runStep === null) return;
  const data = {
    id: open.runStep.id,
    object: 'thread.run.step.delta',
    delta: { step_details: { type: 'tool_calls', tool_calls: [{ index, type: 'function', ...delta }] } },
  } as const;
  tell(open, batch, { event: 'thread.run.step.delta', data });
}
