import type { FunctionTool, Metadata, ModelCall, ToolCall } from '../objects.ts';
import type { CallAnswer } from '../run/run-events.ts';

/** A tool that the engine performs itself. To the model it is a function like any other. */
export type EngineTool = {
  readonly definition: FunctionTool;
  /** What its calls are in a run step. */
  readonly shown_as: ToolCall['type'];
  /** What throws is told to the model as the call's output. */
  perform(call: ModelCall, parts: PerformParts): Promise<Omit<CallAnswer, 'id'>>;
};

export type PerformParts = {
  /** Aborted when the run ends before the call does. */
  readonly signal: AbortSignal;
  /** Adds to the metadata of the call's run step, at once. */
  readonly note: (metadata: Metadata) => Promise<void>;
};

/** The arguments a model gave, whatever they are; models write broken JSON now and then. */
export function argumentsOf({ arguments: written }: ModelCall): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(written === '' ? '{}' : written);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('The arguments are no object.');
  return value as Record<string, unknown>;
}

/** A failure as the model is told it: it can go on without, or try again. */
export function failureOutput(message: string): string {
  return JSON.stringify({ error: message });
}
