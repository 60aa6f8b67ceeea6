import type { Passage } from '../../page/snapshot.ts';
import { endOfTokens, estimateTokens } from '../../search/tokens.ts';
import type { FunctionToolCall } from '../objects.ts';
import type { PageSource, Store } from '../ports.ts';
import { stepsOf } from '../prompt/rounds.ts';
import type { Part } from './parts.ts';

/** Under this name a run's steps tell of the parts that were read. No model is offered it. */
const READ_PART = 'read_page_part';

/** What a model noted of one part of a page. */
export type PartNotes = { readonly part: Part; readonly notes: string };

type Arguments = Pick<Part, 'file_id' | 'of'> & {
  readonly part: number;
  readonly first_passage: number;
  readonly last_passage: number;
};

/** The reading of a part as a run step shows it: what was read, and what was noted. */
export function callOf(id: string, { part, notes }: PartNotes): FunctionToolCall {
  const { file_id, number, of, passages } = part;
  const [first] = passages;
  const last = passages.at(-1);
  const read: Arguments = { file_id, part: number, of, first_passage: first?.id ?? 0, last_passage: last?.id ?? 0 };
  return { id, type: 'function', function: { name: READ_PART, arguments: JSON.stringify(read), output: notes } };
}

/** What the run has noted of the page already, from its beginning without a gap, as this worker or an earlier one left it. */
export async function notesSoFar(store: Store, runId: string, source: PageSource): Promise<PartNotes[]> {
  const noted: PartNotes[] = [];
  let next = 0;
  for await (const { status, step_details, local } of stepsOf(store, runId)) {
    // A call that a model has made up under this name is one that somebody answered.
    if (status !== 'completed' || step_details.type !== 'tool_calls' || local.calls !== undefined) continue;
    for (const call of step_details.tool_calls) {
      if (call.type !== 'function' || call.function.name !== READ_PART) continue;
      const read = JSON.parse(call.function.arguments) as Arguments;
      const passages = passagesFrom(source.snapshot.passages, next, read);
      if (read.file_id !== source.file_id || passages.length === 0) continue;
      next += passages.length;
      const part = { ...source, passages, number: read.part, of: read.of };
      noted.push({ part, notes: call.function.output ?? '' });
    }
  }
  return noted;
}

function passagesFrom(all: readonly Passage[], from: number, { first_passage, last_passage }: Arguments): Passage[] {
  if (all[from]?.id !== first_passage) return [];
  return all.slice(from, all.findIndex(({ id }) => id === last_passage) + 1);
}

/** As many of the notes' lines, which come most important first, as the tokens allow; of a first line that is too long, its beginning. */
export function shortened(notes: string, tokens: number): string {
  let left = tokens;
  const lines = notes.trim().split('\n');
  const end = lines.findIndex((line) => {
    left -= estimateTokens(line);
    return left < 0;
  });
  if (end === -1) return lines.join('\n');
  if (end > 0) return lines.slice(0, end).join('\n');
  const [first = ''] = lines;
  return first.slice(0, endOfTokens(first, 0, tokens));
}
