import { type Context, seconds } from '../context.ts';
import type { Message, Thread } from '../objects.ts';
import { keyOf } from '../thread-place.ts';
import { idleThread, messageOf } from './message-versions.ts';

/**
 * Another thread of the same site that begins with copies of the messages up to one of them, and becomes the site's current
 * one. Throws ApiError 404 for what is unknown, and 400 while a run of the thread is active.
 */
export function branchThread(
  { store, clock, newId, nextOrder }: Context,
  threadId: string,
  messageId: string,
): Promise<Thread> {
  return store.transaction(async () => {
    const before = await idleThread(store, threadId);
    const last = await messageOf(store, threadId, messageId);
    const id = newId('thread_');
    const copies: Message[] = [];
    for await (const message of store.messages.oldestFirst(threadId)) {
      if (message.local.order > last.local.order) break;
      copies.push({ ...message, id: newId('msg_'), thread_id: id });
    }
    const attached = new Set(copies.flatMap(({ attachments }) => attachments?.map(({ file_id }) => file_id) ?? []));
    const pages = before.local.pages.filter(({ file_id }) => attached.has(file_id));
    const { pinned_at: _pinned, archived_at: _archived, removed_file_ids: _removed, ...kept } = before.local;
    const local = { ...kept, order: nextOrder(before.local.order), active_at: clock.now(), pages };
    const thread: Thread = { ...before, id, created_at: seconds(clock), local };
    await store.threads.putTitled(thread);
    for (const copy of copies) await store.messages.put(copy);
    const key = keyOf(thread);
    if (key !== null) await store.threads.setCurrent(key, id);
    return thread;
  });
}
