import type { Message, Thread } from '../../assistants/objects.ts';
import { textOf } from '../../assistants/prompt/message-text.ts';
import type { SearchAsked, SearchHit, SearchResult } from '../../panel/threads/threads-model.ts';
import { holdsPhrases, readSearch, type WordSearch } from '../../search/search-words.ts';
import { marked, type ReadMarkdown, snippetOf } from '../../search/snippet.ts';
import type { Database, WordsRow } from '../database.ts';
import { isListed, threadLine } from '../threads/thread-line.ts';
import { WORDS_BEHIND } from './message-words.ts';
import { candidateRows } from './search-candidates.ts';

/** Messages that are read at once; most searches end with the first. */
const BATCH = 60;

export type SearchOptions = { readonly signal?: AbortSignal; readonly read: ReadMarkdown };

/** What was found, and the whole text of it. */
type Found = Omit<SearchHit, 'snippet'> & { readonly text: string };

/**
 * The messages and titles that hold all words of a search, the newest first. Of the messages only those are read that are
 * shown. Rejects with the signal's reason when a newer search has taken its place.
 */
export async function searchMessages(
  db: Database,
  { text, most }: SearchAsked,
  { signal = new AbortController().signal, read }: SearchOptions,
): Promise<SearchResult> {
  const search = readSearch(text);
  const partial = (await db.settings.get(WORDS_BEHIND)) !== undefined;
  if (search === null) return { hits: [], more: false, partial };
  const look = createLook(db, search);
  const hits: Found[] = [];
  for await (const rows of candidateRows(db, search)) {
    const held = rows.filter(({ words }) => holdsAll(words, search));
    for (let from = 0; from < held.length && hits.length <= most; from += BATCH) {
      signal.throwIfAborted();
      hits.push(...(await look(held.slice(from, from + BATCH))));
    }
    signal.throwIfAborted();
    if (hits.length > most) break;
  }
  signal.throwIfAborted();
  // What was imported, or set aside for a time, is numbered later than it was written.
  const shown = hits.toSorted((one, other) => other.at - one.at).slice(0, most);
  const withSnippet = ({ text: whole, ...hit }: Found): SearchHit => ({
    ...hit,
    // What users type is shown as they typed it.
    snippet: snippetOf(whole, search, hit.message?.role === 'assistant' ? read : null),
  });
  return { hits: withoutTitles(shown).map(withSnippet), more: hits.length > most, partial };
}

/** A title says nothing more where messages of its thread are found. */
function withoutTitles(hits: readonly Found[]): Found[] {
  const threads = new Set(hits.flatMap(({ message, thread }) => (message === null ? [] : [thread.id])));
  return hits.filter(({ message, thread }) => message !== null || !threads.has(thread.id));
}

function createLook(db: Database, search: WordSearch) {
  const threads = new Map<string, Thread | undefined>();

  async function readThreads(rows: readonly WordsRow[]): Promise<void> {
    const unknown = [...new Set(rows.map(({ thread_id }) => thread_id))].filter((id) => !threads.has(id));
    const read = await db.threads.bulkGet(unknown);
    for (const [at, id] of unknown.entries()) threads.set(id, read[at]);
  }

  function hitOf(row: WordsRow, message: Message | undefined): Found[] {
    const thread = threads.get(row.thread_id);
    if (thread === undefined || !isListed(thread)) return [];
    const line = threadLine(thread);
    const title = marked(line.title, search);
    if (row.id === row.thread_id)
      return holdsPhrases(line.title, search)
        ? [{ thread: line, message: null, at: line.active_at, title, text: '' }]
        : [];
    if (message === undefined) return [];
    const text = textOf(message);
    if (!holdsPhrases(text, search)) return [];
    const { id, role, created_at } = message;
    return [{ thread: line, message: { id, role }, at: created_at * 1_000, title, text }];
  }

  return async (rows: readonly WordsRow[]): Promise<Found[]> => {
    await readThreads(rows);
    const messages = await db.messages.bulkGet(rows.map(({ id }) => id));
    return rows.flatMap((row, at) => hitOf(row, messages[at]));
  };
}

export function holdsAll(words: readonly string[], { words: wanted, beginning }: WordSearch): boolean {
  const held = new Set(words);
  return (
    wanted.every((word) => held.has(word)) && (beginning === null || words.some((word) => word.startsWith(beginning)))
  );
}
