import { embeddedText, embeddingRequests, similaritiesTo } from '../../search/embeddings.ts';
import type { Context } from '../context.ts';
import type { Embedder, PageSource, PassageVectors } from '../ports.ts';

/** How alike a page's passages and a question are in meaning; undefined where nobody can say. */
export type Similarities = (page: EmbeddedPage, question: string) => Promise<Float32Array | undefined>;

type EmbeddedPage = Pick<PageSource, 'file_id' | 'snapshot'>;

/** Longer than this nobody waits for a better choice of passages. Milliseconds, for all that one answer needs. */
const PATIENCE = 20_000;

/**
 * With a connection's embedding model. A page is embedded once, when its first question does not fit all of it, and each
 * question once. What could not be had in time, or at all, counts for nothing: words decide then, and an answer does not hang
 * on it. Passages that were embedded are kept, so that the next question goes on behind them.
 */
export function similaritiesBy(context: Context, embedder: Embedder, stopped: AbortSignal): Similarities {
  const { store, clock } = context;
  const late = new AbortController();
  const signal = AbortSignal.any([stopped, late.signal]);
  const questions = new Map<string, Promise<Float32Array | undefined>>();
  const pages = new Map<string, Promise<readonly Float32Array[]>>();

  async function vectorOf(question: string): Promise<Float32Array | undefined> {
    const [vector] = await embedder.embed([question], signal);
    return vector;
  }

  async function vectorsOf({ file_id, snapshot: { passages } }: EmbeddedPage): Promise<readonly Float32Array[]> {
    const { model } = embedder;
    const stored = await store.passage_vectors.get(file_id);
    let vectors = stored?.model === model ? stored.vectors : [];
    const missing = passages.slice(vectors.length).map(embeddedText);
    for (const texts of embeddingRequests(missing)) {
      const more = await embedder.embed(texts, signal).catch(() => null);
      if (more === null) break;
      vectors = [...vectors, ...more];
      await keep(context, { file_id, model, vectors }).catch(() => undefined);
    }
    return vectors;
  }

  return async (page, question) => {
    const cancel = clock.after(PATIENCE, () => late.abort());
    try {
      const vector = await once(questions, question, () => vectorOf(question));
      if (vector === undefined) return undefined;
      const vectors = await once(pages, page.file_id, () => vectorsOf(page));
      return similaritiesTo(
        vector,
        page.snapshot.passages.map((_, index) => vectors[index]),
      );
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  };
}

/** Of a page that has been deleted meanwhile nothing is kept. */
function keep({ store }: Context, row: PassageVectors): Promise<void> {
  return store.transaction(async () => {
    if ((await store.files.get(row.file_id)) !== undefined) await store.passage_vectors.put(row);
  });
}

function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
}
