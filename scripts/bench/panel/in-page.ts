/** Runs in a document of the extension: writes threads straight to its database, as so many questions would have left them. */
import { plainLine } from '../../../components/markdown/plain-text.ts';
import { Database } from '../../../lib/store/database.ts';
import { indexMessages, indexTitle } from '../../../lib/store/search/message-words.ts';
import { searchMessages } from '../../../lib/store/search/search-messages.ts';
import { fillThread } from '../long-thread.ts';
import { zipfText } from './words.ts';

export type ThreadGiven = {
  readonly id: string;
  readonly length: number;
  /** The site whose current thread it becomes. */
  readonly site: string;
};

const db = new Database();

/** `isFindable`: with words as people say them, and the index of their search. */
async function fillThreads(threads: readonly ThreadGiven[], isFindable: boolean): Promise<void> {
  for (const [number, thread] of threads.entries()) await add(thread, number, isFindable);
}

async function add({ id, length, site }: ThreadGiven, number: number, isFindable: boolean): Promise<void> {
  const textOf = isFindable ? (place: number) => zipfText(number * length + place) : undefined;
  await fillThread(db, id, length, textOf);
  const title = isFindable ? zipfText(-number).slice(0, 40) : `Thread ${number}`;
  await db.threads.update(id, {
    metadata: { title },
    'local.site': site,
    'local.order': number,
    'local.active_at': Date.UTC(2026, 0, 1) + number,
  });
  await db.sites.put({ site, thread_id: id });
  if (!isFindable) return;
  await indexMessages(db, await db.messages.where('[thread_id+local.order]').between([id, -1], [id, length]).toArray());
  const thread = await db.threads.get(id);
  if (thread !== undefined) await indexTitle(db, thread);
}

/** Milliseconds until the first fifty hits are there, and how many there are. */
async function search(text: string): Promise<{ readonly milliseconds: number; readonly hits: number }> {
  const start = performance.now();
  const { hits } = await searchMessages(db, { text, most: 50 }, { read: plainLine });
  return { milliseconds: performance.now() - start, hits: hits.length };
}

/** For threads that were written without the index of their search. */
async function makeFindable(messageId: string): Promise<void> {
  const message = await db.messages.get(messageId);
  if (message !== undefined) await indexMessages(db, [message]);
}

Object.assign(globalThis, { panelBenchmark: { fillThreads, makeFindable, search } });
