import { Dexie } from 'dexie';
import type { FileObject, Message } from '../../assistants/objects.ts';
import type { Database } from '../database.ts';

/** A file that a message attaches, with the message's order. Oldest first where there are several. */
type Attached = { readonly order: number; readonly file_id: string };

/**
 * What the pages of a stretch were attached as before it. Few of a thread's messages attach anything: these are read once, and again
 * when there are more or fewer of them.
 */
export function createEarlierPages(db: Database, threadId: string) {
  let known: { readonly count: number; readonly attached: readonly Attached[] } = { count: 0, attached: [] };

  async function attachedInThread(): Promise<readonly Attached[]> {
    const attaching = db.messages
      .where('[thread_id+attachments.length]')
      .between([threadId, 1], [threadId, Dexie.maxKey]);
    const count = await attaching.count();
    if (count !== known.count) {
      const messages = await attaching.toArray();
      known = { count, attached: messages.toSorted((a, b) => a.local.order - b.local.order).flatMap(filesOf) };
    }
    return known.attached;
  }

  /** The File of each address, of those that `files` are of. `messages`: the stretch; null where nothing stands before it. */
  return async (
    files: readonly FileObject[],
    messages: readonly Message[] | null,
  ): Promise<ReadonlyMap<string, string>> => {
    const pages = new Map<string, string>();
    const first = messages?.[0]?.local.order;
    const urls = new Set(files.flatMap(({ local }) => (isPage(local) ? [local.page.url] : [])));
    if (first === undefined || urls.size === 0) return pages;
    const before = (await attachedInThread()).filter(({ order }) => order < first);
    const orders = new Map(before.map(({ order, file_id }) => [file_id, order]));
    for (const url of urls) {
      const same = (await db.files.where('local.page.url').equals(url).primaryKeys()).filter((id) => orders.has(id));
      const rows = (await db.files.bulkGet(same)).filter((file) => file !== undefined && isPage(file.local));
      const latest = rows.toSorted((a, b) => (orders.get(b?.id ?? '') ?? 0) - (orders.get(a?.id ?? '') ?? 0))[0];
      if (latest !== undefined) pages.set(url, latest.id);
    }
    return pages;
  };
}

function isPage(
  local: FileObject['local'],
): local is FileObject['local'] & { readonly page: { readonly url: string } } {
  return local.page !== undefined && local.page.kind !== 'selection';
}

function filesOf({ attachments, local }: Message): Attached[] {
  return (attachments ?? []).map(({ file_id }) => ({ order: local.order, file_id }));
}
