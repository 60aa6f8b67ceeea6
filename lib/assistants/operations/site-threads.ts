import { notFound } from '../api-error.ts';
import type { Context } from '../context.ts';
import type { Answering, Thread } from '../objects.ts';
import { keyOf, keysOf, type ThreadPlace, type ThreadScope } from '../thread-place.ts';
import { addThread } from './add-thread.ts';

type Retrieve = (id: string) => Promise<Thread>;

/** What is ours of a thread that tells where it is shown. */
type Shown = Pick<Thread['local'], 'scope' | 'page_url' | 'page_title'>;

/** The scope that a thread is to have, and the title of the page in front, which names a thread of that page alone. */
export type NewScope = { readonly scope: ThreadScope; readonly title: string };

/**
 * A thread belongs to a site, or to no site when it comes through the front door. Each place has a current one: the page's own, else
 * the one that is shown everywhere, else the site's.
 */
export function siteThreads(context: Context, retrieve: Retrieve) {
  const { store } = context;

  async function begin(site: string, shown: Shown = {}): Promise<Thread> {
    const added = await addThread(context, {}, site);
    const thread = { ...added, local: { ...added.local, ...shown } };
    await store.threads.put(thread);
    await store.threads.setCurrent(keyOf(thread) ?? site, thread.id);
    return thread;
  }

  async function find(place: ThreadPlace): Promise<Thread | undefined> {
    for (const key of keysOf(place)) {
      const thread = await store.threads.currentOf(key);
      if (thread !== undefined && thread.local.deleted_at === undefined) return thread;
    }
    return undefined;
  }

  /** Whatever would be shown in its stead is no longer current. */
  async function makeCurrent(place: ThreadPlace, thread: Thread): Promise<void> {
    const key = keyOf(thread);
    if (key === null || !keysOf(place).includes(key) || thread.local.deleted_at !== undefined)
      throw notFound('thread', thread.id);
    for (const hiding of keysOf(place)) {
      if (hiding === key) break;
      await store.threads.clearCurrent(hiding);
    }
    await store.threads.setCurrent(key, thread.id);
  }

  return {
    /** The place's current thread; made for the site when there is none. */
    currentOf: (site: string, page: string | null = null): Promise<Thread> =>
      store.transaction(async () => (await find({ site, page })) ?? begin(site)),

    /** A fresh current thread, shown where the one before was. A current thread without a message is fresh already. */
    startFor: (site: string, page: string | null = null): Promise<Thread> =>
      store.transaction(async () => {
        const current = await find({ site, page });
        if (current === undefined) return begin(site);
        const { data } = await store.messages.list(current.id, { limit: 1, order: 'asc' });
        return data.length === 0 ? current : begin(site, shownOf(current));
      }),

    answerBy: (id: string, { assistant_id, model }: Answering): Promise<void> =>
      store.transaction(async () => {
        const thread = await retrieve(id);
        const { model: _before, ...local } = thread.local;
        const chosen = model === null ? { assistant_id } : { assistant_id, model };
        await store.threads.put({ ...thread, local: { ...local, ...chosen } });
      }),

    /** Makes one of the threads that may be shown here the current one. */
    choose: (site: string, threadId: string, page: string | null = null): Promise<Thread> =>
      store.transaction(async () => {
        const thread = await retrieve(threadId);
        await makeCurrent({ site, page }, thread);
        return thread;
      }),

    /** Shows a thread in other places from now on, and here in any case. Throws ApiError 404 for a page nobody knows. */
    setScope: (id: string, place: ThreadPlace, { scope, title }: NewScope): Promise<void> =>
      store.transaction(async () => {
        const before = await retrieve(id);
        const { scope: _scope, page_url: _url, page_title: _title, ...local } = before.local;
        const site = scope === 'everywhere' ? local.site : place.site;
        const page = { page_url: place.page ?? '', page_title: title };
        const shown = scope === 'site' ? {} : { scope, ...(scope === 'page' ? page : {}) };
        const thread = { ...before, local: { ...local, site, ...shown } };
        await store.threads.forgetCurrent(id);
        await store.threads.put(thread);
        await makeCurrent(place, thread);
      }),
  };
}

function shownOf({ local: { scope, page_url, page_title } }: Thread): Shown {
  return {
    ...(scope === undefined ? {} : { scope }),
    ...(page_url === undefined ? {} : { page_url }),
    ...(page_title === undefined ? {} : { page_title }),
  };
}
