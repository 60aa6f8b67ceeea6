import { Dexie } from 'dexie';
import type { FileObject, Message } from '../assistants/objects.ts';
import type { PanelReads, SiteRows, ThreadRows } from '../panel/ports.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';
import { createStore } from './store.ts';
import { watch } from './watch.ts';

/** What the panel reads, live: a write in the background is seen here within milliseconds. */
export function createPanelReads(db: Database): PanelReads {
  const { threads, files } = createStore(db);
  return {
    thread: (id) => watch(() => threadRows(db, id)),
    site: (site) => watch(() => siteRows(db, site)),
    defaultConnection: () => watch(() => createConnections(db).default()),
    draft: async (site) => (await db.drafts.get(site))?.text ?? '',
    keepDraft: async (site, text) => {
      await (text === '' ? db.drafts.delete(site) : db.drafts.put({ key: site, text }));
    },
    getThread: (id) => threads.get(id),
    findPage: ({ url, content_hash }) =>
      db.files
        .where('local.page.content_hash')
        .equals(content_hash)
        .filter((file) => file.local.page?.url === url)
        .first(),
    snapshot: files.snapshot,
  };
}

async function threadRows(db: Database, threadId: string): Promise<ThreadRows> {
  const range = [
    [threadId, Dexie.minKey],
    [threadId, Dexie.maxKey],
  ] as const;
  const [messages, run] = await Promise.all([
    db.messages
      .where('[thread_id+local.order]')
      .between(...range)
      .toArray(),
    db.runs
      .where('[thread_id+local.order]')
      .between(...range)
      .last(),
  ]);
  return { messages, run, files: await attachedFiles(db, messages) };
}

async function attachedFiles(db: Database, messages: readonly Message[]): Promise<readonly FileObject[]> {
  const ids = new Set(messages.flatMap((message) => message.attachments?.map(({ file_id }) => file_id) ?? []));
  const files = await db.files.bulkGet([...ids]);
  return files.filter((file) => file !== undefined);
}

async function siteRows(db: Database, site: string): Promise<SiteRows> {
  const [row, threads] = await Promise.all([
    db.sites.get(site),
    db.threads
      .where('[local.site+local.active_at]')
      .between([site, Dexie.minKey], [site, Dexie.maxKey])
      .reverse()
      .toArray(),
  ]);
  // A thread gets its title with its first question: without one it holds nothing to come back to.
  return {
    threads: threads.filter((thread) => thread.metadata['title'] !== undefined),
    current: row?.thread_id ?? null,
  };
}
