import { Dexie, type Table } from 'dexie';
import type { Message } from '../assistants/objects.ts';

/** Rows read at once: a prompt of ordinary length needs one read. */
const READ_AT_ONCE = 32;

/** A thread's messages from one end, read as far as somebody asks. */
export async function* inOrder(
  messages: Table<Message, string>,
  threadId: string,
  order: 'newest-first' | 'oldest-first',
): AsyncGenerator<Message> {
  let last: unknown;
  for (;;) {
    const above = order === 'oldest-first' && last !== undefined ? last : Dexie.minKey;
    const below = order === 'newest-first' && last !== undefined ? last : Dexie.maxKey;
    const range = messages.where('[thread_id+local.order]').between([threadId, above], [threadId, below], false, false);
    const rows = await (order === 'newest-first' ? range.reverse() : range).limit(READ_AT_ONCE).toArray();
    yield* rows;
    last = rows.at(-1)?.local.order;
    if (rows.length < READ_AT_ONCE) return;
  }
}
