/** Runs in a document of the extension: leaves threads in its database, as earlier days would have. */
import { Database } from '../../lib/store/database.ts';
import { indexMessages, indexTitle } from '../../lib/store/search/message-words.ts';
import { fillThread } from '../bench/long-thread.ts';

export type ThreadShown = {
  readonly id: string;
  readonly site: string;
  readonly title: string;
  /** Question, answer, and so on. */
  readonly texts: readonly string[];
  /** Unix milliseconds. */
  readonly active_at: number;
  readonly pinned: boolean;
};

async function addThread({ id, site, title, texts, active_at, pinned }: ThreadShown): Promise<void> {
  const db = new Database();
  await fillThread(db, id, texts.length, (place) => texts[place] ?? '');
  await db.threads.update(id, {
    metadata: { title },
    'local.site': site,
    'local.active_at': active_at,
    ...(pinned && { 'local.pinned_at': active_at }),
  });
  await db.messages.where({ thread_id: id }).modify({ created_at: Math.floor(active_at / 1000) });
  await db.sites.put({ site, thread_id: id });
  await indexMessages(db, await db.messages.where({ thread_id: id }).toArray());
  const thread = await db.threads.get(id);
  if (thread !== undefined) await indexTitle(db, thread);
}

Object.assign(globalThis, { addThread });
