import { embeddedText, embeddingRequests, similaritiesTo } from '../../search/embeddings.ts';
import type { Embedder, PageSource, Store } from '../ports.ts';

/** How alike a page's passages and a question are in meaning; undefined where nobody can say. */
export type Similarities = (
  page: Pick<PageSource, 'file_id' | 'snapshot'>,
  question: string,
) => Promise<Float32Array | undefined>;

/**
 * With a connection's embedding model. A page is embedded once, when its first question does not fit all of it, and each
 * question once. Where the server fails, words alone decide: an answer does not hang on it.
 */
export function similaritiesBy(store: Store, embedder: Embedder, signal: AbortSignal): Similarities {
  const questions = new Map<string, Promise<readonly Float32Array[]>>();
  const pages = new Map<string, Promise<readonly Float32Array[]>>();

  async function vectorsOf({ file_id, snapshot: { passages } }: Parameters<Similarities>[0]) {
    const { model } = embedder;
    const stored = await store.passage_vectors.get(file_id);
    if (stored?.model === model && stored.vectors.length === passages.length) return stored.vectors;
    const vectors: Float32Array[] = [];
    for (const texts of embeddingRequests(passages.map(embeddedText)))
      vectors.push(...(await embedder.embed(texts, signal)));
    await store.passage_vectors.put({ file_id, model, vectors });
    return vectors;
  }

  return async (page, question) => {
    try {
      const asked = once(questions, question, () => embedder.embed([question], signal));
      const [vector] = await asked;
      const vectors = await once(pages, page.file_id, () => vectorsOf(page));
      return vector === undefined ? undefined : similaritiesTo(vector, vectors);
    } catch {
      return undefined;
    }
  };
}

function once<T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
}
