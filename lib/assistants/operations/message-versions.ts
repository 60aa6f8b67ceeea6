import { notFound } from '../api-error.ts';
import type { Context } from '../context.ts';
import { filesIn } from '../files-in.ts';
import type { Message, MessageVersion, Thread } from '../objects.ts';
import type { Store } from '../ports.ts';
import { refuseWhileActive } from './refuse-while-active.ts';

/** A message as it was before it was deleted, and what had followed it at other times. */
export type RemovedMessage = { readonly message: Message; readonly versions: readonly MessageVersion[] };

/**
 * Other versions of a thread's end: a question put in other words, an answer asked for once more. One of them is in the thread,
 * the others are set aside whole, out of every list and every prompt, until they are chosen. All throw ApiError 404 for what is
 * unknown, and 400 while a run of the thread is active.
 */
export function messageVersionOperations({ store }: Context) {
  return {
    /** Sets a message aside and all that follows it. What comes next in the thread is another version of it. */
    setAside: (threadId: string, messageId: string): Promise<void> =>
      store.transaction(async () => {
        const { local } = await findMessage(store, threadId, messageId);
        await setEndAside(store, threadId, (order) => order >= local.order);
      }),

    /** Puts a version back, and sets aside what stands at its place. */
    choose: (threadId: string, id: string): Promise<void> =>
      store.transaction(async () => {
        await idleThread(store, threadId);
        const version = await store.message_versions.get(id);
        if (version?.thread_id !== threadId) throw notFound('message', id);
        await setEndAside(store, threadId, (order) => order > version.after);
        for (const message of version.messages) await store.messages.put(message);
        await store.message_versions.delete(id);
      }),

    remove: (threadId: string, messageId: string): Promise<RemovedMessage> =>
      store.transaction(async () => removeMessage(store, await findMessage(store, threadId, messageId))),

    /** Undoes `remove`. */
    putBack: ({ message, versions }: RemovedMessage): Promise<void> =>
      store.transaction(async () => {
        await idleThread(store, message.thread_id);
        await store.messages.put(message);
        for (const version of versions) await store.message_versions.put(version);
      }),
  };
}

/**
 * With the versions of what followed it, which nobody could reach any more, and what models of the thread were asked, where its words
 * stand again. Inside the caller's transaction.
 */
export async function removeMessage(store: Store, message: Message): Promise<RemovedMessage> {
  const versions = await store.message_versions.after(message.thread_id, message.local.order);
  for (const { id } of versions) await store.message_versions.delete(id);
  await store.messages.delete(message.id);
  await store.runs.forgetRequests(message.thread_id);
  await noteFiles(store, message.thread_id, [message, ...versions.flatMap(({ messages }) => messages)]);
  return { message, versions };
}

/** They stay as long as the thread, which may still answer from them, or until the message is back. */
async function noteFiles(store: Store, threadId: string, removed: readonly Message[]): Promise<void> {
  const files = removed.flatMap(filesIn);
  const thread = await store.threads.get(threadId);
  if (thread === undefined || files.length === 0) return;
  const removed_file_ids = [...new Set([...(thread.local.removed_file_ids ?? []), ...files])];
  await store.threads.put({ ...thread, local: { ...thread.local, removed_file_ids } });
}

/** A message of a thread that no run is writing to. */
async function findMessage(store: Store, threadId: string, id: string): Promise<Message> {
  await idleThread(store, threadId);
  return messageOf(store, threadId, id);
}

export async function messageOf(store: Store, threadId: string, id: string): Promise<Message> {
  const message = await store.messages.get(id);
  if (message?.thread_id !== threadId) throw notFound('message', id);
  return message;
}

export async function idleThread(store: Store, id: string): Promise<Thread> {
  const thread = await store.threads.get(id);
  if (thread === undefined) throw notFound('thread', id);
  await refuseWhileActive(store, id, "Can't change messages of");
  return thread;
}

/** Sets the thread's end aside: all messages whose order belongs to it. */
async function setEndAside(store: Store, threadId: string, belongs: (order: number) => boolean): Promise<void> {
  const messages: Message[] = [];
  let after = 0;
  for await (const message of store.messages.newestFirst(threadId)) {
    if (belongs(message.local.order)) messages.unshift(message);
    else {
      after = message.local.order;
      break;
    }
  }
  const [first] = messages;
  if (first === undefined) return;
  await store.message_versions.put({ id: first.id, thread_id: threadId, after, order: first.local.order, messages });
  for (const { id } of messages) await store.messages.delete(id);
}
