import { Dexie } from 'dexie';
import type { Run } from '../../assistants/objects.ts';
import type { Store } from '../../assistants/ports.ts';
import type { Database } from '../database.ts';
import { forgetDrafts } from '../drafts.ts';
import { inOrder } from '../in-order.ts';
import { listPage } from '../list.ts';
import { repository } from '../repository.ts';
import { forgetWords, putWithWords } from '../search/message-words.ts';
import { withFiles } from './with-files.ts';

const OF_THREAD = '[thread_id+local.order]';
const OF_PLACE = '[thread_id+after+order+id]';
const OF_RUN = '[run_id+local.order]';

/** What belongs to a thread. */
export function createThreadRows(db: Database): Pick<Store, 'messages' | 'message_versions' | 'runs' | 'run_steps'> {
  const { messages, message_versions, runs, run_steps } = db;
  async function forgetRequests(threadId: string): Promise<void> {
    const ids = await runIds(db, threadId);
    await db.sent_requests.where('run_id').anyOf(ids).delete();
  }

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
      newestOf: (threadId, role) =>
        messages
          .where('[thread_id+role+local.order]')
          .between([threadId, role, Dexie.minKey], [threadId, role, Dexie.maxKey])
          .last(),
      deleteOf: async (threadId) => {
        const { from, to } = rangeOf(threadId);
        await messages.where(OF_THREAD).between(from, to).delete();
        await db.message_words.where('thread_id').equals(threadId).delete();
        await forgetDrafts(db, threadId);
      },
    },
    message_versions: {
      ...repository(message_versions),
      put: async (version) => {
        await message_versions.put(withFiles(version));
      },
      after: (threadId, order) =>
        message_versions
          .where(OF_PLACE)
          .between([threadId, order, Dexie.minKey], [threadId, order, Dexie.maxKey])
          .toArray(),
      deleteOf: async (threadId) => {
        const { from, to } = rangeOf(threadId);
        await message_versions.where(OF_PLACE).between(from, to).delete();
      },
    },
    runs: {
      ...repository(runs),
      list: (threadId, query) => listPage(runs, { name: OF_THREAD, owner: [threadId] }, query),
      active: () => runs.where('local.active').equals(1).toArray(),
      activeOf: (threadId) => runs.where('[thread_id+local.active]').equals([threadId, 1]).first(),
      askedFrom: (threadId) => askedFrom(db, threadId),
      deleteOf: async (threadId) => {
        const { from, to } = rangeOf(threadId);
        const ofThread = runs.where(OF_THREAD).between(from, to);
        for (const id of await ofThread.primaryKeys()) {
          const range = rangeOf(id);
          await run_steps.where(OF_RUN).between(range.from, range.to).delete();
        }
        await forgetRequests(threadId);
        await ofThread.delete();
      },
      forgetRequests,
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

function runIds(db: Database, threadId: string): Promise<string[]> {
  const { from, to } = rangeOf(threadId);
  return db.runs.where(OF_THREAD).between(from, to).primaryKeys();
}

/** All rows of a compound index that begins with `id`. */
function rangeOf(id: string) {
  return { from: [id, Dexie.minKey], to: [id, Dexie.maxKey] };
}
