import type { FunctionTool, ToolChoice } from '../assistants/objects.ts';

export type WireFunction = {
  readonly name: string;
  readonly description?: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly strict?: true;
};

/** A function under the names that all protocols share. Several servers refuse one without `parameters`. */
export function wireFunction({ function: { name, description, parameters, strict } }: FunctionTool): WireFunction {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    parameters: parameters ?? { type: 'object', properties: {} },
    ...(strict ? { strict } : {}),
  };
}

/** Null for `auto`, which every server does unasked, and for tools that only the hosted system had: ours have names of their own. */
export function wireChoice(choice: ToolChoice): Exclude<ToolChoice, 'auto'> | null {
  return choice === 'auto' || (typeof choice === 'object' && choice.type !== 'function') ? null : choice;
}
