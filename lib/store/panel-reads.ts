import { keysOf, type ThreadPlace } from '../assistants/thread-place.ts';
import type { PanelReads, SiteRows } from '../panel/ports.ts';
import { createAnswering, listAssistants } from './answering.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';
import { createDrafts } from './drafts.ts';
import { createFirstRunRow } from './first-run.ts';
import { rowsOf } from './rows-of.ts';
import { readSnapshot } from './snapshot.ts';
import { earlierFiles } from './threads/earlier-files.ts';
import type { LoadReader } from './threads/thread-lists.ts';
import { createThreadStretch, NEWEST } from './threads/thread-stretch.ts';
import { watchUsage } from './threads/thread-usage.ts';
import { watch } from './watch.ts';

/** More steps of a run than this nobody looks through. */
const MOST_STEPS = 200;

/** What the panel reads, live: a write in the background is seen here within milliseconds. */
export function createPanelReads(db: Database, loadReader?: LoadReader): PanelReads {
  const answering = createAnswering(db);
  return {
    thread: (id, stretch = NEWEST) => watch(createThreadStretch(db, id, stretch)),
    getMessage: (id) => db.messages.get(id),
    firstOfRun: (runId, threadId) => rowsOf(db.messages, '[thread_id+run_id+local.order]', threadId, runId).first(),
    usage: (threadId) => watchUsage(db, threadId),
    site: (site, page = null) => watch(() => siteRows(db, { site, page })),
    threadReads: async () => (await import('./threads/thread-lists.ts')).createThreadReads(db, loadReader),
    answering: (place) => watch(() => answering.rows(place)),
    getAnswering: answering.rows,
    answerOnSite: answering.keepForSite,
    assistants: () => listAssistants(db),
    ...createDrafts(db),
    earlierFiles: () => earlierFiles(db),
    questions: async (threadId) => (await import('./threads/asked-questions.ts')).askedQuestions(db, threadId),
    prompts: async () => (await import('./prompts.ts')).createPrompts(db).read(),
    ...createFirstRunRow(db),
    getThread: (id) => db.threads.get(id),
    getRun: (id) => db.runs.get(id),
    runSteps: (runId) => rowsOf(db.run_steps, '[run_id+local.order]', runId).limit(MOST_STEPS).toArray(),
    sentRequests: async (runId) => (await import('./sent-requests.ts')).createSentRequests(db, Date.now).ofRun(runId),
    connections: () => createConnections(db).list(),
    findPage: ({ url, content_hash }) =>
      db.files
        .where('local.page.content_hash')
        .equals(content_hash)
        // The same page of a file that is about to go is no page to attach.
        .filter((file) => file.local.page?.url === url && file.expires_at === undefined)
        .first(),
    snapshot: (id) => readSnapshot(db, id),
    picture: async (fileId) => {
      const [file, content] = await Promise.all([db.files.get(fileId), db.file_contents.get(fileId)]);
      return file === undefined || content === undefined
        ? undefined
        : new Blob([new Uint8Array(content.bytes)], { type: file.local.media_type });
    },
  };
}

async function siteRows(db: Database, place: ThreadPlace): Promise<SiteRows> {
  const rows = (await db.sites.bulkGet(keysOf(place))).filter((row) => row !== undefined);
  const threads = await db.threads.bulkGet(rows.map(({ thread_id }) => thread_id));
  return { current: threads.find((thread) => thread && thread.local.deleted_at === undefined)?.id ?? null };
}
