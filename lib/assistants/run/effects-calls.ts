import type { Context } from '../context.ts';
import type { FunctionCall, Metadata, RunStepStatus, ToolCall } from '../objects.ts';
import type { Batch } from './batch.ts';
import { closeRunStep, keepRunStep, newRunStep, type ToolCallDelta, tellCall } from './effects-step.ts';
import type { OpenCall, OpenRun } from './open-run.ts';
import type { CallAnswer, CallDelta } from './run-events.ts';

export function openCalls(context: Context, open: OpenRun, batch: Batch): void {
  open.calls = [];
  newRunStep(context, open, batch, { type: 'tool_calls', tool_calls: [] });
}

export function appendCall(open: OpenRun, delta: CallDelta, batch: Batch): void {
  const { index, id, arguments_delta } = delta;
  const known = open.calls[index];
  if (known === undefined) {
    open.calls = open.calls.toSpliced(index, 0, newCall(delta));
    tellCall(
      open,
      batch,
      delta.tool === 'function' ? announced(delta) : { index, id, type: 'file_search', file_search: {} },
    );
  } else {
    open.calls = open.calls.with(index, extended(known, delta));
  }
  // What the engine searches for is its own business; a client sees what was found.
  if (arguments_delta !== '' && delta.tool === 'function')
    tellCall(open, batch, { index, type: 'function', function: { arguments: arguments_delta } });
}

/** Asks the client for the outputs of the calls that are its own. */
export function requireOutputs(open: OpenRun, batch: Batch): void {
  const tool_calls = open.calls.filter(({ performer }) => performer === 'client').map(asked);
  keepCalls(open, batch);
  open.run = { ...open.run, required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls } } };
}

export function answerCall(open: OpenRun, { id, output, shown }: CallAnswer): void {
  open.calls = open.calls.map((call) =>
    call.id === id ? { ...call, output, shown: shown ?? answered(call, output) } : call,
  );
}

/** Keeps what a call has led to, such as the run of a consulted assistant, where whoever reads the run step finds it. */
export function noteCalls(open: OpenRun, metadata: Metadata, batch: Batch): void {
  if (open.runStep === null) return;
  open.runStep = { ...open.runStep, metadata: { ...open.runStep.metadata, ...metadata } };
  keepCalls(open, batch);
}

export function closeCalls(open: OpenRun, status: RunStepStatus, batch: Batch): void {
  keepCalls(open, batch);
  closeRunStep(open, status, batch);
  open.calls = [];
  const { hosted_beside, ...local } = open.run.local;
  if (hosted_beside === undefined) return;
  open.run = { ...open.run, local };
  batch.runs.set(open.run.id, open.run);
}

function keepCalls(open: OpenRun, batch: Batch): void {
  if (open.runStep === null) return;
  const calls = open.calls.map(({ performer: _performer, shown: _shown, ...call }) => call);
  const tool_calls = [...open.calls.map(({ shown }) => shown), ...(open.run.local.hosted_beside ?? [])];
  const local = { ...open.runStep.local, calls, usage: open.completionUsage };
  keepRunStep(open, { ...open.runStep, step_details: { type: 'tool_calls', tool_calls }, local }, batch);
}

function newCall({ id, name, arguments_delta, extra, performer, tool }: CallDelta): OpenCall {
  const shown: ToolCall =
    tool === 'function'
      ? { id, type: 'function', function: { name, arguments: arguments_delta, output: null } }
      : { id, type: 'file_search', file_search: {} };
  const made = { id, name, arguments: arguments_delta, output: null, performer, shown };
  return extra === undefined ? made : { ...made, extra };
}

function extended(call: OpenCall, { arguments_delta, extra = call.extra }: CallDelta): OpenCall {
  const written = call.arguments + arguments_delta;
  return {
    ...call,
    ...(extra === undefined ? {} : { extra }),
    arguments: written,
    shown: withFunction(call.shown, { arguments: written }),
  };
}

function answered(call: OpenCall, output: string): ToolCall {
  return withFunction(call.shown, { output });
}

function withFunction(shown: ToolCall, change: { arguments?: string; output?: string }): ToolCall {
  return shown.type === 'function' ? { ...shown, function: { ...shown.function, ...change } } : shown;
}

function asked({ id, name, arguments: written }: OpenCall): FunctionCall {
  return { id, type: 'function', function: { name, arguments: written } };
}

/** The first delta of a function call, as the hosted API sent it: everything but the arguments. */
function announced({ index, id, name }: CallDelta): ToolCallDelta {
  return { index, id, type: 'function', function: { name, arguments: '', output: null } };
}
