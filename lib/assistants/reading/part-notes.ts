import { estimateTokens } from '../../search/tokens.ts';
import type { FunctionToolCall } from '../objects.ts';
import type { Store } from '../ports.ts';
import { stepsOf } from '../prompt/rounds.ts';
import type { Part } from './parts.ts';

/** Under this name a run's steps tell of the parts that were read. No model is offered it. */
export const READ_PART = 'read_page_part';

/** What a model noted of one part of a page. */
export type PartNotes = { readonly part: Part; readonly notes: string };

/** The reading of a part as a run step shows it: what was read, and what was noted. */
export function callOf(id: string, { part, notes }: PartNotes): FunctionToolCall {
  return { id, type: 'function', function: { name: READ_PART, arguments: argumentsOf(part), output: notes } };
}

function argumentsOf({ file_id, number, of, passages }: Part): string {
  const { id: first_passage } = passages[0] ?? { id: 0 };
  const { id: last_passage } = passages.at(-1) ?? { id: 0 };
  return JSON.stringify({ file_id, part: number, of, first_passage, last_passage });
}

/** What the run has noted already, as an earlier worker left it. A part that was cut otherwise is read again. */
export async function notesSoFar(store: Store, runId: string, parts: readonly Part[]): Promise<PartNotes[]> {
  const noted = new Map<string, string>();
  for await (const { status, step_details } of stepsOf(store, runId)) {
    if (status !== 'completed' || step_details.type !== 'tool_calls') continue;
    for (const call of step_details.tool_calls)
      if (call.type === 'function' && call.function.name === READ_PART)
        noted.set(call.function.arguments, call.function.output ?? '');
  }
  return parts.flatMap((part) => {
    const notes = noted.get(argumentsOf(part));
    return notes === undefined ? [] : [{ part, notes }];
  });
}

/** As many of the notes' lines, which come most important first, as the tokens allow. */
export function shortened(notes: string, tokens: number): string {
  let left = tokens;
  const lines = notes.trim().split('\n');
  const end = lines.findIndex((line) => {
    left -= estimateTokens(line);
    return left < 0;
  });
  return lines.slice(0, end === -1 ? lines.length : Math.max(1, end)).join('\n');
}
