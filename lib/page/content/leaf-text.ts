import type { LeafBlock } from '../blocks/block.ts';
import { type LeafPiece, leafPieces } from '../blocks/leaves.ts';
import { plainLines, rowText } from '../plain-text.ts';
import { IN_ONE_STEP, mapped, type Steps } from '../steps.ts';

/** What a block says, measured. Counts are of characters. */
export type LeafText = {
  /** One line, white space collapsed. */
  readonly text: string;
  readonly characters: number;
  readonly linked: number;
  readonly digits: number;
  /** Signs that part and end sentences. */
  readonly punctuation: number;
  readonly pictures: number;
  /** A long text that is not mostly links. */
  readonly isProse: boolean;
};

const PROSE = 100;

export function* leafText(block: LeafBlock): Steps<LeafText> {
  const lines = block.type === 'table' ? yield* mapped(block.rows, rowText) : plainLines(block);
  const text = lines.join(' ').replace(/\s+/g, ' ').trim();
  const counts = { linked: 0, pictures: 0 };
  for (const [index, piece] of leafPieces(block).entries()) {
    count(piece, block.source, counts);
    if (index % IN_ONE_STEP === IN_ONE_STEP - 1) yield;
  }
  const linked = Math.min(counts.linked, text.length);
  return {
    text,
    characters: text.length,
    linked,
    digits: occurrences(text, /\p{Nd}/gu),
    punctuation: occurrences(text, /[.,;:!?。、，！？।؟]/gu),
    pictures: counts.pictures,
    isProse: text.length >= PROSE && linked * 3 < text.length,
  };
}

/** Links to scripts and places on the page are no links in the text, but they are in a menu: the elements are asked. */
function count(piece: LeafPiece, source: Element, counts: { linked: number; pictures: number }): void {
  if (piece.type === 'image') counts.pictures += 1;
  if (piece.type !== 'text') return;
  for (let above = piece.node.parentElement; above; above = above.parentElement) {
    if (above.localName === 'a') {
      counts.linked += piece.node.data.trim().length;
      return;
    }
    if (above === source) return;
  }
}

/** Of a text longer than any for reading, the beginning tells enough. */
const SAMPLE = 20_000;

function occurrences(text: string, pattern: RegExp): number {
  const found = text.slice(0, SAMPLE).match(pattern)?.length ?? 0;
  return text.length <= SAMPLE ? found : (found * text.length) / SAMPLE;
}
