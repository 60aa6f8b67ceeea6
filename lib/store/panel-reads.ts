import { type Collection, Dexie, type Table } from 'dexie';
import type { FileObject, Message } from '../assistants/objects.ts';
import type { PanelReads, SiteRows, ThreadRows, UsageRows, VersionRow } from '../panel/ports.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';
import { createSettings } from './settings.ts';
import { createStore } from './store.ts';
import { watch } from './watch.ts';

/** More steps of a run than this nobody looks through. */
const MOST_STEPS = 200;

/** What the panel reads, live: a write in the background is seen here within milliseconds. */
export function createPanelReads(db: Database): PanelReads {
  const { threads, runs, run_steps, files } = createStore(db);
  return {
    thread: (id) => watch(() => threadRows(db, id)),
    usage: (threadId) => watch(() => usageRows(db, threadId)),
    site: (site) => watch(() => siteRows(db, site)),
    defaultConnection: () => watch(() => createConnections(db).default()),
    learned: () =>
      watch(async () => {
        const connection = await createConnections(db).default();
        return connection && db.capabilities.get(`${connection.id}/${connection.model}`);
      }),
    draft: async (site) => (await db.drafts.get(site))?.text ?? '',
    keepDraft: async (site, text) => {
      await (text === '' ? db.drafts.delete(site) : db.drafts.put({ key: site, text }));
    },
    draftPictures: async (site) => (await db.draft_pictures.get(site))?.pictures ?? [],
    keepDraftPictures: async (site, pictures) => {
      await (pictures.length === 0 ? db.draft_pictures.delete(site) : db.draft_pictures.put({ site, pictures }));
    },
    getThread: (id) => threads.get(id),
    getRun: (id) => runs.get(id),
    runSteps: async (runId) => (await run_steps.list(runId, { limit: MOST_STEPS, order: 'asc' })).data,
    connections: () => createConnections(db).list(),
    findPage: ({ url, content_hash }) =>
      db.files
        .where('local.page.content_hash')
        .equals(content_hash)
        // The same page of a file that is about to go is no page to attach.
        .filter((file) => file.local.page?.url === url && file.expires_at === undefined)
        .first(),
    snapshot: files.snapshot,
    picture: async (fileId) => {
      const [file, bytes] = await Promise.all([files.get(fileId), files.content(fileId)]);
      return file === undefined || bytes === undefined
        ? undefined
        : new Blob([new Uint8Array(bytes)], { type: file.local.media_type });
    },
  };
}

async function threadRows(db: Database, threadId: string): Promise<ThreadRows> {
  const [messages, run, versions] = await Promise.all([
    ofThread(db.messages, threadId).toArray(),
    ofThread(db.runs, threadId).last(),
    versionRows(db, threadId),
  ]);
  return { messages, run, versions, files: await attachedFiles(db, messages) };
}

/** From their index alone: a version holds messages, all of them. */
async function versionRows(db: Database, threadId: string): Promise<VersionRow[]> {
  const keys = await db.message_versions
    .where('[thread_id+after+order+id]')
    .between([threadId, Dexie.minKey], [threadId, Dexie.maxKey])
    .keys();
  return keys.flatMap((key) => {
    const [, after, order, id] = Array.isArray(key) ? key : [];
    return typeof after === 'number' && typeof order === 'number' && typeof id === 'string'
      ? [{ id, after, order }]
      : [];
  });
}

/** While an answer is under way its row changes all the time, and its sums are not shown yet. */
async function usageRows(db: Database, threadId: string): Promise<UsageRows> {
  const newest = await ofThread(db.runs, threadId).last();
  if (newest === undefined || newest.local.active === 1) return { runs: [], connections: [], prices: [] };
  const runs = await ofThread(db.runs, threadId).toArray();
  const connections = await db.connections.bulkGet([...new Set(runs.map(({ local }) => local.connection_id))]);
  return {
    runs,
    connections: connections.filter((connection) => connection !== undefined),
    prices: await createSettings(db).prices(),
  };
}

/** In creation order. */
function ofThread<T>(table: Table<T, string>, threadId: string): Collection<T, string> {
  return table.where('[thread_id+local.order]').between([threadId, Dexie.minKey], [threadId, Dexie.maxKey]);
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
