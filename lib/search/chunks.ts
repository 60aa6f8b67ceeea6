import type { SearchDocument } from './bm25.ts';
import { type Piece, piecesOf } from './pieces.ts';

export type ChunkOptions = {
  readonly max_chunk_size_tokens: number;
  /** At most half of the size. */
  readonly chunk_overlap_tokens: number;
  /** Whether lines that begin with number signs are headings. */
  readonly markdown: boolean;
};

/** Pieces that a chunk of full size has at least: the finer, the closer a chunk comes to its size. */
const PIECES_PER_CHUNK = 8;

/**
 * The text in chunks that overlap, each of at most `max_chunk_size_tokens` by our estimate. A chunk ends where a paragraph does,
 * else a line, else a sentence, as long as at least half of what it adds is left. In time linear in the text.
 */
export function chunksOf(text: string, options: ChunkOptions): SearchDocument[] {
  const { max_chunk_size_tokens: most, chunk_overlap_tokens: overlap, markdown } = options;
  const pieces = piecesOf(text, { most: most / PIECES_PER_CHUNK, markdown });
  const limits = { most, least: overlap + (most - overlap) / 2, overlap };
  const chunks: SearchDocument[] = [];
  let from = 0;
  while (from < pieces.length) {
    const until = endOfChunk(pieces, from, limits);
    const document = documentOf(text, pieces, from, until);
    if (document !== null) chunks.push(document);
    if (until >= pieces.length) break;
    from = startOfNext(pieces, { from, until }, limits);
  }
  return chunks;
}

type Limits = { readonly most: number; readonly least: number; readonly overlap: number };

/** The piece behind the chunk's last one. */
function endOfChunk(pieces: readonly Piece[], from: number, { most, least }: Limits): number {
  let best = from + 1;
  let bestEnd = -1;
  let tokens = 0;
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    tokens += piece?.tokens ?? 0;
    if (tokens > most) return best;
    const end = piece?.ends ?? 0;
    if (tokens < least || end >= bestEnd) {
      best = index + 1;
      bestEnd = tokens < least ? -1 : end;
    }
  }
  return pieces.length;
}

/** As far back as the overlap reaches, at the beginning of a line or else of a sentence if one is near, always behind the last beginning. */
function startOfNext(
  pieces: readonly Piece[],
  { from, until }: { readonly from: number; readonly until: number },
  { most, overlap }: Limits,
): number {
  const room = Math.min(overlap, most - (pieces[until]?.tokens ?? 0));
  let start = until;
  let atLine = until;
  let atSentence = until;
  let tokens = 0;
  while (start > from + 1) {
    tokens += pieces[start - 1]?.tokens ?? 0;
    if (tokens > room) break;
    start -= 1;
    const before = pieces[start - 1]?.ends ?? 0;
    if (before > 1) atLine = start;
    if (before > 0) atSentence = start;
  }
  const isNear = (place: number) => place - start <= (until - start) / 2;
  return [atLine, atSentence].find(isNear) ?? start;
}

function documentOf(text: string, pieces: readonly Piece[], from: number, until: number): SearchDocument | null {
  const first = pieces[from];
  const last = pieces[until - 1];
  if (first === undefined || last === undefined) return null;
  const words = text.slice(first.from, last.until).replace(/^(?:[^\S\n]*\n)+/, '');
  return words.trim() === '' ? null : { text: words.trimEnd(), headings: first.headings };
}
