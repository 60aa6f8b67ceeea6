import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { Deleted, Metadata, Thread } from '../objects.ts';
import { branchThread } from './branch-thread.ts';
import { changeToolResources } from './change-tool-resources.ts';
import { addMessages, type NewMessage } from './messages.ts';
import { refuseWhileActive } from './refuse-while-active.ts';
import { type NewToolResources, resolveToolResources } from './tool-resources.ts';

/** What is absent stays as it is, what is null goes back to nothing. */
export type ThreadUpdate = {
  readonly tool_resources?: NewToolResources | null;
  readonly metadata?: Metadata | null;
};

export type NewThread = ThreadUpdate & { readonly messages?: readonly NewMessage[] };

export function threadOperations(context: Context) {
  const { store, indexer } = context;

  async function retrieve(id: string): Promise<Thread> {
    const thread = await store.threads.get(id);
    if (thread === undefined) throw notFound('thread', id);
    return thread;
  }

  return {
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
          ...before,
          metadata: metadata === undefined ? before.metadata : (metadata ?? {}),
          tool_resources: await changeToolResources(context, before.tool_resources, tool_resources),
        };
        await store.threads.put(after);
        return after;
      }),

    /** With its messages, its runs and their steps. Files and vector stores stay: other threads may use them. */
    delete: (id: string): Promise<Deleted<'thread'>> =>
      store.transaction(async () => {
        await retrieve(id);
        await refuseWhileActive(store, id, "Can't delete");
        await store.messages.deleteOf(id);
        await store.message_versions.deleteOf(id);
        await store.runs.deleteOf(id);
        await store.threads.delete(id);
        return { id, object: 'thread.deleted', deleted: true };
      }),
  };
}

/** A thread belongs to a site, or to no site when it comes through the front door. Each site has a current one. */
function siteThreads(context: Context, retrieve: (id: string) => Promise<Thread>) {
  const { store } = context;

  async function begin(site: string): Promise<Thread> {
    const thread = await addThread(context, {}, site);
    await store.threads.setCurrent(site, thread.id);
    return thread;
  }

  return {
    /** The site's current thread; made when the site has none. */
    currentOf: (site: string): Promise<Thread> =>
      store.transaction(async () => (await store.threads.currentOf(site)) ?? begin(site)),

    /** A fresh current thread for the site. A current thread without a message is fresh already. */
    startFor: (site: string): Promise<Thread> =>
      store.transaction(async () => {
        const current = await store.threads.currentOf(site);
        if (current === undefined) return begin(site);
        const { data } = await store.messages.list(current.id, { limit: 1, order: 'asc' });
        return data.length === 0 ? current : begin(site);
      }),

    /** Makes one of the site's threads the current one. */
    choose: (site: string, threadId: string): Promise<Thread> =>
      store.transaction(async () => {
        const thread = await retrieve(threadId);
        if (thread.local.site !== site) throw notFound('thread', threadId);
        await store.threads.setCurrent(site, threadId);
        return thread;
      }),
  };
}

/** Writes a thread with its messages inside the caller's transaction; whoever calls wakes the indexer after it. */
export async function addThread(context: Context, given: NewThread, site: string | null): Promise<Thread> {
  const { store, clock, newId, nextOrder } = context;
  const thread: Thread = {
    id: newId('thread_'),
    object: 'thread',
    created_at: seconds(clock),
    metadata: given.metadata ?? {},
    tool_resources: await resolveToolResources(context, given.tool_resources ?? null, 'thread'),
    local: { order: nextOrder(), site, active_at: clock.now(), pages: [] },
  };
  await store.threads.put(thread);
  if (given.messages === undefined || given.messages.length === 0) return thread;
  return (await addMessages(context, thread, given.messages)).thread;
}
