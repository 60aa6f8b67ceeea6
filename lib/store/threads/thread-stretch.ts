import { type Collection, Dexie } from 'dexie';
import type { FileObject, Message } from '../../assistants/objects.ts';
import type { Stretch, ThreadRows, VersionRow } from '../../panel/ports.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';
import { createEarlierPages } from './earlier-pages.ts';

/** Messages on two screens or three: a panel that opens shows the last of them. */
export const NEWEST: Stretch = { at: null, before: 40, behind: 0 };

/** Orders of the first and the last message; `to` infinite: all that will ever come. */
type Bounds = { readonly from: number; readonly to: number };

type Found = Pick<ThreadRows, 'messages' | 'before' | 'after'>;

/**
 * Reads a stretch of a thread, once and again after changes. What the first reading has found stays the stretch: messages that come
 * in or go do not move it, unless it holds none any more.
 */
export function createThreadStretch(db: Database, threadId: string, stretch: Stretch): () => Promise<ThreadRows> {
  const earlierPages = createEarlierPages(db, threadId);
  let bounds: Bounds | null = null;

  async function find(): Promise<Found> {
    if (bounds !== null) {
      const found = await within(db, threadId, bounds);
      if (found.messages.length > 0 || (found.before ?? found.after) === undefined) return found;
    }
    // Where a version has been chosen whose messages all stand elsewhere, nobody could go on from nothing: the end is shown.
    const found = await around(db, threadId, bounds === null ? stretch : NEWEST);
    const [first, last] = [found.messages[0], found.messages.at(-1)];
    if (first !== undefined && last !== undefined)
      bounds = { from: first.local.order, to: found.after === undefined ? Number.POSITIVE_INFINITY : last.local.order };
    return found;
  }

  return async () => {
    const [{ messages, before, after }, run, versions, asked] = await Promise.all([
      find(),
      rowsOf(db.runs, OF_THREAD, threadId).last(),
      versionRows(db, threadId),
      newestQuestion(db, threadId),
    ]);
    const [last, files] = await Promise.all([
      after === undefined ? undefined : range(db, threadId).last(),
      attachedFiles(db, messages),
    ]);
    const earlier_pages = await earlierPages(files, before === undefined ? null : messages);
    return { messages, before, after, last, asked, earlier_pages, run, versions, files };
  };
}

const OF_THREAD = '[thread_id+local.order]';

type RangeOf = { readonly from?: number; readonly above?: number; readonly to?: number; readonly below?: number };

/** Messages of a thread by their order. `from` and `to` belong to the range, `above` and `below` do not. */
function range(db: Database, threadId: string, { from, above, to, below }: RangeOf = {}): Collection<Message, string> {
  const lower = [threadId, from ?? above ?? Dexie.minKey];
  const upper = [threadId, to ?? below ?? Dexie.maxKey];
  return db.messages.where(OF_THREAD).between(lower, upper, above === undefined, below === undefined);
}

async function around(db: Database, threadId: string, { at, before, behind }: Stretch): Promise<Found> {
  const [upwards, downwards] = await Promise.all([
    range(db, threadId, at === null ? {} : { below: at })
      .reverse()
      .limit(before + 1)
      .toArray(),
    at === null
      ? []
      : range(db, threadId, { from: at })
          .limit(behind + 1)
          .toArray(),
  ]);
  return {
    messages: [...upwards.slice(0, before).toReversed(), ...downwards.slice(0, behind)],
    before: upwards[before],
    after: downwards[behind],
  };
}

async function within(db: Database, threadId: string, { from, to }: Bounds): Promise<Found> {
  const [messages, before, after] = await Promise.all([
    range(db, threadId, { from, to }).toArray(),
    range(db, threadId, { below: from }).last(),
    Number.isFinite(to) ? range(db, threadId, { above: to }).first() : undefined,
  ]);
  return { messages, before, after };
}

/** From its index alone. */
async function newestQuestion(db: Database, threadId: string): Promise<string | undefined> {
  const ids = await rowsOf(db.messages, '[thread_id+role+local.order]', threadId, 'user')
    .reverse()
    .limit(1)
    .primaryKeys();
  return ids[0];
}

/** From their index alone: a version holds messages, all of them. */
async function versionRows(db: Database, threadId: string): Promise<VersionRow[]> {
  const keys = await rowsOf(db.message_versions, '[thread_id+after+order+id]', threadId).keys();
  return keys.flatMap((key) => {
    const [, after, order, id] = Array.isArray(key) ? key : [];
    return typeof after === 'number' && typeof order === 'number' && typeof id === 'string'
      ? [{ id, after, order }]
      : [];
  });
}

async function attachedFiles(db: Database, messages: readonly Message[]): Promise<readonly FileObject[]> {
  const ids = new Set(messages.flatMap((message) => message.attachments?.map(({ file_id }) => file_id) ?? []));
  const files = await db.files.bulkGet([...ids]);
  return files.filter((file) => file !== undefined);
}
