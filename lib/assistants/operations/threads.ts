import { notFound } from '../api-error.ts';
import type { Context } from '../context.ts';
import type { Deleted, Metadata, Thread } from '../objects.ts';
import { withGivenTitle } from '../titles/thread-title.ts';
import { addThread } from './add-thread.ts';
import { branchThread } from './branch-thread.ts';
import { changeToolResources } from './change-tool-resources.ts';
import type { NewMessage } from './messages.ts';
import { refuseWhileActive } from './refuse-while-active.ts';
import { removeFile } from './remove-file.ts';
import { siteThreads } from './site-threads.ts';
import { threadMarks } from './thread-marks.ts';
import type { NewToolResources } from './tool-resources.ts';

/** What is absent stays as it is, what is null goes back to nothing. */
export type ThreadUpdate = {
  readonly tool_resources?: NewToolResources | null;
  readonly metadata?: Metadata | null;
};

export type NewThread = ThreadUpdate & { readonly messages?: readonly NewMessage[] };

/** `leave`: nobody wants a title of a model's for the thread any more. */
export function threadOperations(context: Context, leave: (id: string) => void) {
  const { store, indexer } = context;

  async function remove(thread: Thread): Promise<void> {
    const { id } = thread;
    leave(id);
    await refuseWhileActive(store, id, "Can't delete");
    const asked = await store.runs.askedFrom(id);
    const { file_ids, vector_store_ids } = await store.threads.onlyHeldBy(thread);
    for (const held of vector_store_ids) await store.vector_stores.delete(held);
    for (const held of file_ids) await removeFile({ store }, held);
    await store.messages.deleteOf(id);
    await store.message_versions.deleteOf(id);
    await store.runs.deleteOf(id);
    await store.threads.delete(id);
    // Last, so that it ends whatever an import says of who has asked whom.
    for (const { thread_id } of asked) {
      const consulted = await store.threads.get(thread_id);
      if (consulted?.local.site === null) await remove(consulted);
    }
  }

  async function retrieve(id: string): Promise<Thread> {
    const thread = await store.threads.get(id);
    if (thread === undefined) throw notFound('thread', id);
    return thread;
  }

  const operations = {
    retrieve,
    ...siteThreads(context, retrieve),
    branch: (id: string, messageId: string): Promise<Thread> => branchThread(context, id, messageId),

    /** The thread and its messages in one transaction. */
    async create(given: NewThread = {}): Promise<Thread> {
      const thread = await store.transaction(() => addThread(context, given, null));
      indexer.wake();
      return thread;
    },

    update: (id: string, { tool_resources, metadata }: ThreadUpdate): Promise<Thread> =>
      store.transaction(async () => {
        const before = await retrieve(id);
        const after: Thread = {
          ...withGivenTitle(before, metadata),
          metadata: metadata === undefined ? before.metadata : (metadata ?? {}),
          tool_resources: await changeToolResources(context, before.tool_resources, tool_resources),
        };
        await (metadata === undefined ? store.threads.put(after) : store.threads.putTitled(after));
        return after;
      }),

    /**
     * With its messages, its runs and their steps, the threads in which these have consulted others, and on a site with the pages, files
     * and pictures that no other thread shows. Those of a thread that was made through the API stay.
     */
    delete: (id: string): Promise<Deleted<'thread'>> =>
      store.transaction(async () => {
        await remove(await retrieve(id));
        return { id, object: 'thread.deleted', deleted: true };
      }),
  };
  return { ...operations, ...threadMarks(context, operations, leave) };
}
