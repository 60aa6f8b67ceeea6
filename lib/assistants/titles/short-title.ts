/** Characters of a title, about as many as a narrow list shows. */
const MOST = 60;

/** Characters that a cut leaves at least; a word that begins before them is cut itself. */
const LEAST = 36;

/** A text in one line, shortened at a word. */
export function shortTitle(text: string): string {
  const line = oneLine(text);
  return line.length <= MOST ? line : `${line.slice(0, endOf(line)).replace(/[\s,;:.–-]+$/u, '')}…`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Where there are no spaces, words end where a dictionary says so. */
function endOf(line: string): number {
  const space = line.slice(0, MOST).lastIndexOf(' ');
  if (space > LEAST) return space;
  const word = startOf(line, 'word');
  return word > LEAST ? word : startOf(line, 'grapheme');
}

/** Of what would stand where the ellipsis does. */
function startOf(line: string, granularity: 'word' | 'grapheme'): number {
  return new Intl.Segmenter(undefined, { granularity }).segment(line).containing(MOST - 1)?.index ?? MOST - 1;
}
