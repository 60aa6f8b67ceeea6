import type { Thread } from '../../assistants/objects.ts';
import type { ListsAsked, ThreadLists, ThreadReads } from '../../panel/threads/threads-model.ts';
import type { ReadMarkdown } from '../../search/snippet.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';
import { searchMessages } from '../search/search-messages.ts';
import { watch } from '../watch.ts';
import { isListed, threadLine } from './thread-line.ts';

/** Nothing that reads Markdown is there before somebody searches. */
export type LoadReader = () => Promise<ReadMarkdown>;

const asItIs: LoadReader = async () => (markdown) => markdown;

/** What the list of threads reads. Only rows that are shown are read, however many there are. `loadReader`: what reads answers. */
export function createThreadReads(db: Database, loadReader: LoadReader = asItIs): ThreadReads {
  return {
    lists: (asked) => watch(() => readLists(db, asked)),
    shown: (id) =>
      watch(async () => {
        const thread = await db.threads.get(id);
        if (thread === undefined) return null;
        const { title, scope } = threadLine(thread);
        return { id, title, scope };
      }),
    search: async (asked, signal) => searchMessages(db, asked, { signal, read: await loadReader() }),
    exportRows: async (id) => (await import('./thread-export.ts')).readThreadExport(db, id),
    icon: async (site) => (await db.site_icons.get(site))?.icon ?? null,
    iconAge: async (site) => Date.now() - ((await db.site_icons.get(site))?.at ?? Number.NEGATIVE_INFINITY),
    keepIcon: async (site, icon) => {
      await db.site_icons.put({ site, icon, at: Date.now() });
    },
  };
}

async function readLists(db: Database, { site, here, others, archived }: ListsAsked): Promise<ThreadLists> {
  const isCurrent = (thread: Thread) => isListed(thread) && thread.local.archived_at === undefined;
  const [pinned, ofSite, ofOthers, put, putCount] = await Promise.all([
    site === null ? [] : db.threads.where('local.pinned_at').above(0).reverse().filter(isCurrent).toArray(),
    site === null
      ? []
      : rowsOf(db.threads, '[local.site+local.active_at]', site)
          .reverse()
          .filter((thread) => isCurrent(thread) && thread.local.pinned_at === undefined)
          .limit(here + 1)
          .toArray(),
    db.threads
      .orderBy('local.active_at')
      .reverse()
      .filter((thread) => isCurrent(thread) && (site === null || thread.local.site !== site))
      .limit(others + 1)
      .toArray(),
    archived === 0 ? [] : archivedThreads(db).reverse().filter(isListed).limit(archived).toArray(),
    countArchived(db),
  ]);
  const pinnedHere = pinned.filter(({ local }) => local.site === site);
  return {
    here: [...pinnedHere, ...ofSite.slice(0, here)].map(threadLine),
    more_here: ofSite.length > here,
    others: ofOthers.slice(0, others).map(threadLine),
    more_others: ofOthers.length > others,
    archived: put.map(threadLine),
    archived_count: putCount,
  };
}

const archivedThreads = (db: Database) => db.threads.where('local.archived_at').above(0);

/** Without those that are deleted and not gone yet, which are few. */
async function countArchived(db: Database): Promise<number> {
  const [all, deleted] = await Promise.all([
    archivedThreads(db).count(),
    db.threads.where('local.deleted_at').above(0).toArray(),
  ]);
  return all - deleted.filter(({ local }) => local.archived_at !== undefined).length;
}
