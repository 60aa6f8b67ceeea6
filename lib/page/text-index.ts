import { leafBlocks, leafPieces } from './blocks/leaves.ts';
import { readBlocks } from './blocks/read-blocks.ts';
import { IGNORED_IN_COMPARISON } from './hygiene.ts';

/** A place in the page: a text node and an offset in UTF-16 units, or a formula's element. */
export type Place = { readonly node: Node; readonly offset: number };

/** Characters `from` to `to` of the index, the end not included. */
export type Span = { readonly from: number; readonly to: number };

/** Where one text node's characters begin in the index; `offsets` gives each its place in the node. */
type Entry = { readonly node: Node; readonly start: number; readonly offsets: readonly number[] | null };

/** All that a page shows as one string without white space and without anything invisible, with the way back to its nodes. */
export class TextIndex {
  readonly text: string;
  private readonly entries: readonly Entry[];

  constructor(root: Element) {
    const entries: Entry[] = [];
    let text = '';
    for (const piece of leafBlocks(readBlocks(root)).flatMap(leafPieces)) {
      if (piece.type === 'text') {
        const { kept, offsets } = strip(piece.node.data);
        if (kept !== '') entries.push({ node: piece.node, start: text.length, offsets });
        text += kept;
      } else if (piece.type === 'math') {
        // A formula is one thing: its TeX is not in the page's text, so any part of it means the whole.
        entries.push({ node: piece.node, start: text.length, offsets: null });
        text += comparable(piece.tex);
      }
    }
    this.text = text;
    this.entries = entries;
  }

  /** Every place where `wanted` stands; the case counts only while it finds something. */
  find(wanted: string): Span[] {
    const needle = comparable(wanted);
    const exact = occurrences(this.text, needle);
    return exact.length > 0 ? exact : occurrences(foldCase(this.text), foldCase(needle));
  }

  startOf(span: Span): Place {
    return this.placeOf(span.from, 0);
  }

  endOf(span: Span): Place {
    return this.placeOf(span.to - 1, 1);
  }

  private placeOf(position: number, after: 0 | 1): Place {
    const entry = this.entryAt(position);
    if (!entry) throw new RangeError(`no text at ${position}`);
    const offset = entry.offsets?.[position - entry.start];
    return { node: entry.node, offset: offset === undefined ? after : offset + after };
  }

  private entryAt(position: number): Entry | undefined {
    let low = 0;
    let high = this.entries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.entries[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return this.entries[low];
  }
}

/** A text as the index holds it. */
export function comparable(text: string): string {
  return strip(text).kept;
}

function strip(text: string): { readonly kept: string; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let kept = '';
  let offset = 0;
  for (const character of text) {
    if (!IGNORED_IN_COMPARISON.test(character)) {
      kept += character;
      for (let unit = 0; unit < character.length; unit += 1) offsets.push(offset + unit);
    }
    offset += character.length;
  }
  return { kept, offsets };
}

function occurrences(text: string, needle: string): Span[] {
  const found: Span[] = [];
  if (needle === '') return found;
  for (let from = text.indexOf(needle); from !== -1; from = text.indexOf(needle, from + 1)) {
    found.push({ from, to: from + needle.length });
  }
  return found;
}

/** Lower case that keeps every length, so that positions stay true. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
