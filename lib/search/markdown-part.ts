/** A longer part than this, in characters, is cut inside its block: nobody waits for a whole book to be read for one line of it. */
const MOST = 20_000;

const BLANK_LINE = /\n[ \t]*\n/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/gm;
/** Where the links of a text lead that are named in it; notes are no such places. */
const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$/gm;

/** A part of a Markdown text that can be read by itself. `from` and `to`: its place in the text, in characters. */
export type MarkdownPart = { readonly text: string; readonly from: number; readonly to: number };

/** The blocks of a text in which the characters from `first` to `last` stand: half a block cannot be read as what it is. */
export function blocksAround(text: string, first: number, last: number): MarkdownPart {
  const ends = [...text.matchAll(BLANK_LINE)].map(({ index, 0: line }) => [index, index + line.length] as const);
  const before = ends.findLast(([, end]) => end <= first)?.[1] ?? 0;
  const after = ends.find(([start]) => start >= last)?.[0] ?? text.length;
  const from = first - before > MOST / 2 ? lineStart(text, first - MOST / 2, first) : before;
  const to = after - last > MOST / 2 ? lineEnd(text, last, last + MOST / 2) : after;
  const fence = openFence(text.slice(0, from));
  const definitions = from === 0 && to === text.length ? [] : (text.match(DEFINITION) ?? []);
  const part = [...(fence === null ? [] : [fence]), text.slice(from, to)].join('\n');
  return { text: definitions.length === 0 ? part : `${part}\n\n${definitions.join('\n')}`, from, to };
}

/** Of the first line that begins between two places. A line that is longer than that is cut at the first of them. */
function lineStart(text: string, at: number, until: number): number {
  return at + text.slice(at, until).indexOf('\n') + 1;
}

/** Of the last line that ends between two places; else the second of them. */
function lineEnd(text: string, from: number, at: number): number {
  const line = text.slice(from, at).lastIndexOf('\n');
  return line === -1 ? at : from + line;
}

/** What has begun a block of code that the text does not end. */
function openFence(text: string): string | null {
  let open: string | null = null;
  for (const [, fence = ''] of text.matchAll(FENCE)) {
    if (open === null) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length) open = null;
  }
  return open;
}
