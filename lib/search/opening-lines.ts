import { mainPassages } from '../page/beside-passages.ts';
import type { PageText, Sentence } from './usable-sentences.ts';

const LINES = 3;
const MAX_CHARACTERS = 300;

/** The first lines of a page that has no sentence to quote, each cut to a verbatim beginning of at most 300 characters. */
export function openingLines({ passages }: PageText): Sentence[] {
  const lines = mainPassages(passages).flatMap(({ id, text, headings }) =>
    text.split('\n').flatMap((line) => {
      const beginning = beginningOf(line.trim());
      return beginning === '' ? [] : [{ text: beginning, passage: id, headings }];
    }),
  );
  const wordy = lines.filter(({ text }) => /\p{L}{2}/u.test(text));
  return (wordy.length === 0 ? lines : wordy).slice(0, LINES);
}

function beginningOf(line: string): string {
  if (line.length <= MAX_CHARACTERS) return line;
  const cut = line.slice(0, MAX_CHARACTERS);
  const space = cut.lastIndexOf(' ');
  return space > 0 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '');
}
