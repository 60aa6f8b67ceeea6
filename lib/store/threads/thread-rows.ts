import type { Run } from '../../assistants/objects.ts';
import type { Store } from '../../assistants/ports.ts';
import type { Database } from '../database.ts';
import { forgetDrafts } from '../drafts.ts';
import { inOrder } from '../in-order.ts';
import { listPage } from '../list.ts';
import { repository } from '../repository.ts';
import { rowsOf } from '../rows-of.ts';
import { forgetWords, putWithWords } from '../search/message-words.ts';
import { withFiles } from './with-files.ts';

const OF_THREAD = '[thread_id+local.order]';
const OF_PLACE = '[thread_id+after+order+id]';
const OF_RUN = '[run_id+local.order]';

/** What belongs to a thread. */
export function createThreadRows(db: Database): Pick<Store, 'messages' | 'message_versions' | 'runs' | 'run_steps'> {
  const { messages, message_versions, runs, run_steps } = db;
  return {
    messages: {
      ...repository(messages),
      put: (message) => putWithWords(db, message),
      delete: async (id) => {
        await messages.delete(id);
        await forgetWords(db, id);
      },
      list: (threadId, { run_id, ...query }) =>
        run_id === undefined
          ? listPage(messages, { name: OF_THREAD, owner: [threadId] }, query)
          : listPage(messages, { name: '[thread_id+run_id+local.order]', owner: [threadId, run_id] }, query),
      newestFirst: (threadId) => inOrder(messages, threadId, 'newest-first'),
      oldestFirst: (threadId) => inOrder(messages, threadId, 'oldest-first'),
      newestOf: (threadId, role) => rowsOf(messages, '[thread_id+role+local.order]', threadId, role).last(),
      deleteOf: async (threadId) => {
        await rowsOf(messages, OF_THREAD, threadId).delete();
        await db.message_words.where('thread_id').equals(threadId).delete();
        await forgetDrafts(db, threadId);
      },
    },
    message_versions: {
      ...repository(message_versions),
      put: async (version) => {
        await message_versions.put(withFiles(version));
      },
      after: (threadId, order) => rowsOf(message_versions, OF_PLACE, threadId, order).toArray(),
      deleteOf: async (threadId) => {
        await rowsOf(message_versions, OF_PLACE, threadId).delete();
      },
    },
    runs: {
      ...repository(runs),
      list: (threadId, query) => listPage(runs, { name: OF_THREAD, owner: [threadId] }, query),
      active: () => runs.where('local.active').equals(1).toArray(),
      activeOf: (threadId) => runs.where('[thread_id+local.active]').equals([threadId, 1]).first(),
      askedFrom: (threadId) => askedFrom(db, threadId),
      deleteOf: async (threadId) => {
        const ofThread = rowsOf(runs, OF_THREAD, threadId);
        for (const id of await ofThread.primaryKeys()) await rowsOf(run_steps, OF_RUN, id).delete();
        await forgetRequests(db, threadId);
        await ofThread.delete();
      },
      forgetRequests: (threadId) => forgetRequests(db, threadId),
    },
    run_steps: {
      ...repository(run_steps),
      list: (runId, query) => listPage(run_steps, { name: OF_RUN, owner: [runId] }, query),
    },
  };
}

async function askedFrom(db: Database, threadId: string): Promise<Run[]> {
  const ids = await runIds(db, threadId);
  return db.runs.where('local.parent.run_id').anyOf(ids).toArray();
}

async function forgetRequests(db: Database, threadId: string): Promise<void> {
  const ids = await runIds(db, threadId);
  await db.sent_requests.where('run_id').anyOf(ids).delete();
}

function runIds(db: Database, threadId: string): Promise<string[]> {
  return rowsOf(db.runs, OF_THREAD, threadId).primaryKeys();
}
