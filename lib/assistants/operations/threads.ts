import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { Metadata, Thread } from '../objects.ts';

export function threadOperations({ store, clock, newId, nextOrder }: Context) {
  async function create(metadata: Metadata, site: string | null): Promise<Thread> {
    const thread: Thread = {
      id: newId('thread_'),
      object: 'thread',
      created_at: seconds(clock),
      metadata,
      tool_resources: null,
      local: { order: nextOrder(), site, active_at: clock.now(), pages: [] },
    };
    await store.threads.put(thread);
    return thread;
  }

  async function retrieve(id: string): Promise<Thread> {
    const thread = await store.threads.get(id);
    if (thread === undefined) throw notFound('thread', id);
    return thread;
  }

  return {
    create: (metadata: Metadata = {}) => create(metadata, null),
    retrieve,

    async update(id: string, metadata: Metadata): Promise<Thread> {
      return store.transaction(async () => {
        const thread = { ...(await retrieve(id)), metadata };
        await store.threads.put(thread);
        return thread;
      });
    },

    /** The site's current thread; made when the site has none. */
    currentOf(site: string): Promise<Thread> {
      return store.transaction(async () => {
        const current = await store.threads.currentOf(site);
        if (current !== undefined) return current;
        const thread = await create({}, site);
        await store.threads.setCurrent(site, thread.id);
        return thread;
      });
    },

    /** A fresh current thread for the site. A current thread without a message is fresh already. */
    startFor(site: string): Promise<Thread> {
      return store.transaction(async () => {
        const current = await store.threads.currentOf(site);
        if (
          current !== undefined &&
          (await store.messages.list(current.id, { limit: 1, order: 'asc' })).data.length === 0
        )
          return current;
        const thread = await create({}, site);
        await store.threads.setCurrent(site, thread.id);
        return thread;
      });
    },

    /** Makes one of the site's threads the current one. */
    choose(site: string, threadId: string): Promise<Thread> {
      return store.transaction(async () => {
        const thread = await retrieve(threadId);
        if (thread.local.site !== site) throw notFound('thread', threadId);
        await store.threads.setCurrent(site, threadId);
        return thread;
      });
    },
  };
}
