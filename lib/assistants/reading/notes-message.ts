import { mainPassages } from '../../page/beside-passages.ts';
import type { Context } from '../context.ts';
import type { ModelRequest } from '../ports.ts';
import { type CountTokens, MESSAGE_OVERHEAD } from '../prompt/count-tokens.ts';
import type { Pages } from '../prompt/fit-pages.ts';
import { aboutPage, fenced, pageRules } from '../prompt/page-prompt.ts';
import { type PartNotes, shortened } from './part-notes.ts';

const FROM_NOTES = [
  'The page was too long to be read at once: what is given are notes on its parts, in order, with quotations from the page.',
  'Take the quotations and the numbers of their passages over with what you use; make up none.',
].join(' ');

/** What all notes together take of the room that pages have in the prompt; the rest is for what stands around them. */
export const NOTES_SHARE = 0.8;

export type NotesRoom = {
  readonly task: ModelRequest['task'];
  readonly count: CountTokens;
  /** Tokens that pages may take of the prompt, as we estimate them. */
  readonly room: number;
};

/** The notes on a page's parts in the place of the page. They are words about a stranger's page, and fenced like it. */
export async function fitNotes(
  { store }: Context,
  notes: readonly PartNotes[],
  { task, count, room }: NotesRoom,
): Promise<Pages> {
  const [first] = notes;
  if (first === undefined) return { sources: [], content: '', rules: '', tokens: 0 };
  const each = (room * NOTES_SHARE) / notes.length;
  const read = notes.reduce((sum, { part }) => sum + part.passages.length, 0);
  const { fence, text } = await fenced(store, first.part.file_id, {
    ...aboutPage(first.part),
    shown: `notes on ${read} of ${mainPassages(first.part.snapshot.passages).length} passages`,
    notes: notes.map(({ part, notes: written }) => ({ part: part.number, notes: shortened(written, each) })),
  });
  const rules = `${pageRules([fence], task)}\n${FROM_NOTES}`;
  const { number: _number, of: _of, ...source } = first.part;
  return {
    sources: [{ ...source, passages: notes.flatMap(({ part }) => part.passages) }],
    content: text,
    rules,
    tokens: count(text) + count(rules) + MESSAGE_OVERHEAD,
  };
}
