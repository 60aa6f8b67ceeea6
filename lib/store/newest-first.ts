import { Dexie, type Table } from 'dexie';
import type { Message } from '../assistants/objects.ts';

/** Rows read at once: a prompt of ordinary length needs one read. */
const READ_AT_ONCE = 32;

/** A thread's messages from the newest back, read as far as somebody asks. */
export async function* newestFirst(messages: Table<Message, string>, threadId: string): AsyncGenerator<Message> {
  let below: unknown = Dexie.maxKey;
  for (;;) {
    const rows = await messages
      .where('[thread_id+local.order]')
      .between([threadId, Dexie.minKey], [threadId, below], false, false)
      .reverse()
      .limit(READ_AT_ONCE)
      .toArray();
    yield* rows;
    const oldest = rows.at(-1);
    if (oldest === undefined || rows.length < READ_AT_ONCE) return;
    below = oldest.local.order;
  }
}
