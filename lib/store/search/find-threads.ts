import { readSearch } from '../../search/search-words.ts';
import type { Database } from '../database.ts';
import { isListed } from '../threads/thread-line.ts';
import { candidateRows } from './search-candidates.ts';
import { holdsAll } from './search-messages.ts';

/** Rows that are looked at: whoever types into the address bar waits for no more. */
const MOST_ROWS = 2_000;

type Found = { readonly id: string; readonly title: string; readonly site: string | null };

/** The threads whose title or any one message holds all the words, those found last first. The last word may not be typed to its end. */
export async function findThreads(db: Database, typed: string, most: number): Promise<readonly Found[]> {
  const search = readSearch(typed);
  const looked = new Set<string>();
  const found: Found[] = [];
  let rows = 0;
  if (search === null) return found;
  for await (const batch of candidateRows(db, search)) {
    const ids = batch.filter(({ words }) => holdsAll(words, search)).map(({ thread_id }) => thread_id);
    const fresh = [...new Set(ids)].filter((id) => !looked.has(id));
    for (const id of fresh) looked.add(id);
    for (const thread of await db.threads.bulkGet(fresh))
      if (thread !== undefined && isListed(thread))
        found.push({ id: thread.id, title: thread.metadata['title'] ?? '', site: thread.local.site });
    rows += batch.length;
    if (found.length >= most || rows >= MOST_ROWS) break;
  }
  return found.slice(0, most);
}
