import { createIndex, type SearchIndex } from '../../search/bm25.ts';
import { weightOfPlace } from '../../search/fuse.ts';
import { queryTermsOf } from '../../search/query.ts';
import { termsOf } from '../../search/words.ts';
import { type Context, seconds } from '../context.ts';
import type { Attributes, Chunk, VectorStore, VectorStoreFile } from '../objects.ts';
import { type Filter, passes } from './filters.ts';
import { refuseExpired, usedAt } from './store-life.ts';

export type StoreSearch = {
  readonly store_ids: readonly string[];
  readonly queries: readonly string[];
  readonly max_num_results: number;
  /** 0 to 1. */
  readonly score_threshold: number;
  readonly filters?: Filter | null;
};

export type FoundChunk = {
  readonly file_id: string;
  readonly filename: string;
  /** 0 to 1. */
  readonly score: number;
  readonly attributes: Attributes | null;
  readonly text: string;
  /** Headings above the text, outermost first. */
  readonly headings: readonly string[];
};

/** A chunk that shares no word with a query cannot be found by it, so that every hit has a score above 0. */
type Candidate = Omit<FoundChunk, 'score'>;

/** Files read from a store at once. */
const FILES_AT_ONCE = 100;

/**
 * The chunks that fit the queries best, of all files in these stores that are indexed. Ranked by BM25; the lists of several
 * queries are fused by the sum of 1 / (60 + rank). A search is a use: it puts off the stores' expiry.
 *
 * A chunk's score is 1 - 4^-x for its best query, where x is its BM25 over what a chunk of average length would get that has
 * every word of the query once: 0.75 for such a chunk, 0.5 for one with half of the query by weight, never quite 1.
 *
 * Stores that do not exist hold nothing. Throws ApiError 400 for a store that has expired.
 */
export async function searchStores(context: Context, search: StoreSearch): Promise<readonly FoundChunk[]> {
  const { score_threshold, max_num_results } = search;
  const candidates = await candidatesOf(context, search);
  const index = createIndex(candidates);
  return rank(index, search.queries, candidates)
    .filter(({ score }) => score >= score_threshold)
    .slice(0, max_num_results);
}

async function candidatesOf(context: Context, { store_ids, filters }: StoreSearch): Promise<readonly Candidate[]> {
  const candidates = new Map<string, readonly Candidate[]>();
  for (const id of store_ids) {
    const store = await use(context, id);
    if (store === undefined) continue;
    for await (const file of indexedFiles(context, id)) {
      if (candidates.has(file.id) || (filters != null && !passes(filters, file.attributes))) continue;
      candidates.set(file.id, await chunksOf(context, file));
    }
  }
  return [...candidates.values()].flat();
}

function use({ store, clock }: Context, id: string): Promise<VectorStore | undefined> {
  return store.transaction(async () => {
    const row = await store.vector_stores.get(id);
    if (row === undefined) return undefined;
    refuseExpired(row, seconds(clock));
    await store.vector_stores.put(usedAt(row, seconds(clock)));
    return row;
  });
}

async function* indexedFiles({ store }: Context, storeId: string): AsyncGenerator<VectorStoreFile> {
  let after: string | undefined;
  for (;;) {
    const { data, has_more } = await store.vector_store_files.list(storeId, {
      limit: FILES_AT_ONCE,
      order: 'asc',
      filter: 'completed',
      ...(after === undefined ? {} : { after }),
    });
    yield* data;
    after = data.at(-1)?.id;
    if (!has_more) return;
  }
}

async function chunksOf({ store, clock }: Context, row: VectorStoreFile): Promise<readonly Candidate[]> {
  const file = await store.files.get(row.id);
  if (file === undefined || (file.expires_at ?? Number.POSITIVE_INFINITY) <= seconds(clock)) return [];
  const chunks: readonly Chunk[] =
    file.local.page === undefined
      ? await store.vector_store_files.chunks(row.vector_store_id, row.id)
      : ((await store.files.snapshot(row.id))?.passages ?? []);
  const { id: file_id, attributes } = row;
  return chunks.map(({ text, headings }) => ({ file_id, filename: file.filename, attributes, text, headings }));
}

function rank(index: SearchIndex, queries: readonly string[], candidates: readonly Candidate[]): FoundChunk[] {
  const fused = new Map<number, { rank: number; score: number }>();
  for (const query of queries) {
    const terms = termsFor(query);
    const whole = [...new Set(terms)].reduce((sum, term) => sum + index.weightOf(term), 0);
    for (const [place, hit] of index.search(terms, candidates.length).entries()) {
      const known = fused.get(hit.index) ?? { rank: 0, score: 0 };
      const score = 1 - 4 ** -(hit.score / whole);
      fused.set(hit.index, {
        rank: known.rank + weightOfPlace(place),
        score: Math.max(known.score, score),
      });
    }
  }
  return [...fused]
    .sort(([, left], [, right]) => right.rank - left.rank || right.score - left.score)
    .flatMap(([place, { score }]) => {
      const candidate = candidates[place];
      return candidate === undefined ? [] : [{ ...candidate, score }];
    });
}

/** A query of nothing but words of grammar is searched for as it is. */
function termsFor(query: string): readonly string[] {
  const terms = queryTermsOf(query, null);
  return terms.length === 0 ? termsOf(query) : terms;
}
