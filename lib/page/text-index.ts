import { leafBlocks, leafPieces } from './blocks/leaves.ts';
import { readInSteps } from './blocks/read-blocks.ts';
import { IGNORED_IN_COMPARISON } from './hygiene.ts';
import { Sight } from './sight/sight.ts';
import { mapped, type Steps } from './steps.ts';

/** A place in the page: a text node and an offset in UTF-16 units, or a formula's element. */
export type Place = { readonly node: Node; readonly offset: number };

/** A stretch of the page from one place to another. */
export type Ends = { readonly start: Place; readonly end: Place };

/** Characters `from` to `to` of the index, the end not included. */
export type Span = { readonly from: number; readonly to: number };

/** Where one text node's characters begin in the index; `offsets` gives each its place in the node, null where each is its own. */
type Entry = {
  readonly node: Node;
  readonly start: number;
  readonly length: number;
  readonly offsets: readonly number[] | null;
};

/** All that a page shows as one string without white space and without anything invisible, with the way back to its nodes. */
export class TextIndex {
  readonly text: string;
  private readonly entries: readonly Entry[];
  private folded: string | null = null;

  private constructor(text: string, entries: readonly Entry[]) {
    this.text = text;
    this.entries = entries;
  }

  /** Of everything below `root`. The page is not changed. */
  static *of(root: Element): Steps<TextIndex> {
    const entries: Entry[] = [];
    const parts: string[] = [];
    let start = 0;
    const add = (node: Node, { kept, offsets }: Stripped) => {
      if (kept === '') return;
      entries.push({ node, start, length: kept.length, offsets });
      parts.push(kept);
      start += kept.length;
    };
    const blocks = leafBlocks(yield* readInSteps(root, new Sight()));
    yield* mapped(blocks, (block) => {
      for (const piece of leafPieces(block)) {
        if (piece.type === 'text') add(piece.node, strip(piece.node.data));
        else if (piece.type === 'math') add(piece.node, { kept: comparable(piece.tex), offsets: null });
      }
    });
    yield;
    return new TextIndex(parts.join(''), entries);
  }

  /** Every place where `wanted` stands; the case counts only while it finds something. */
  find(wanted: string): Span[] {
    const needle = comparable(wanted);
    const exact = occurrences(this.text, needle);
    if (exact.length > 0 || needle === '') return exact;
    this.folded ??= foldCase(this.text);
    return occurrences(this.folded, foldCase(needle));
  }

  /** What a span covers in each node, in order. A formula is one thing: any part of its TeX means the whole. */
  pieces({ from, to }: Span): Ends[] {
    const pieces: Ends[] = [];
    for (let at = this.entryAt(from); at < this.entries.length; at += 1) {
      const entry = this.entries[at];
      if (entry === undefined || entry.start >= to) break;
      const { node, start, length, offsets } = entry;
      const first = Math.max(from - start, 0);
      const last = Math.min(to - start, length) - 1;
      const place = (offset: number, after: 0 | 1): Place => ({
        node,
        offset: node.nodeType === 3 ? (offsets?.[offset] ?? offset) + after : after,
      });
      pieces.push({ start: place(first, 0), end: place(last, 1) });
    }
    return pieces;
  }

  private entryAt(position: number): number {
    let low = 0;
    let high = this.entries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.entries[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A text as the index holds it. */
export function comparable(text: string): string {
  return strip(text).kept;
}

/** `offsets` leads back; null where nothing is left out. */
type Stripped = { readonly kept: string; readonly offsets: readonly number[] | null };

function strip(text: string): Stripped {
  const offsets: number[] = [];
  let kept = '';
  let offset = 0;
  for (const character of text) {
    if (!isIgnored(character)) {
      kept += character;
      for (let unit = 0; unit < character.length; unit += 1) offsets.push(offset + unit);
    }
    offset += character.length;
  }
  return kept.length === text.length ? { kept: text, offsets: null } : { kept, offsets };
}

/** Most characters are plain letters, and the expression is slow. */
function isIgnored(character: string): boolean {
  if (character <= ' ') return true;
  return character > '~' && IGNORED_IN_COMPARISON.test(character);
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
  if (lower.length === text.length) return lower;
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
}
