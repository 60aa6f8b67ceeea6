import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { AttachedPage, Attachment, Deleted, Message, MessageContent, Metadata, Thread } from '../objects.ts';
import type { ListQuery, Page } from '../ports.ts';
import { published } from '../published.ts';
import type { Driver } from '../run/drive-run.ts';
import { findFile } from './find-file.ts';
import { findOpenThread } from './find-thread.ts';
import { removeMessage } from './message-versions.ts';
import { refuseWhileActive } from './refuse-while-active.ts';
import { attachFiles } from './tool-resources.ts';

export type NewMessage = {
  readonly role: 'user' | 'assistant';
  /** Not empty. */
  readonly content: string | readonly MessageContent[];
  readonly attachments?: readonly Attachment[] | null;
  readonly metadata?: Metadata | null;
};

export function messageOperations(context: Context, driver: Pick<Driver, 'withRun'>) {
  const { store, notify, indexer } = context;

  async function retrieve(threadId: string, id: string): Promise<Message> {
    const message = await store.messages.get(id);
    if (message?.thread_id !== threadId) throw notFound('message', id);
    return message;
  }

  const change = (threadId: string, id: string, metadata: Metadata): Promise<Message> =>
    store.transaction(async () => {
      const message = { ...(await retrieve(threadId, id)), metadata };
      await store.messages.put(message);
      return message;
    });

  return {
    retrieve,

    /** With `run_id` those of this thread that the run has written, a branch's copies of them among them. */
    async list(threadId: string, query: ListQuery & { readonly run_id?: string }): Promise<Page<Message>> {
      if ((await store.threads.get(threadId)) === undefined) throw notFound('thread', threadId);
      return store.messages.list(threadId, query);
    },

    async create(threadId: string, given: NewMessage): Promise<Message> {
      const message = await store.transaction(async () => {
        const thread = await findOpenThread(store, threadId);
        await refuseWhileActive(store, threadId, "Can't add messages to");
        return (await addMessages(context, thread, [given])).messages[0];
      });
      if (message === undefined) throw new Error('A message that was given was not added.');
      indexer.wake();
      notify({
        thread_id: threadId,
        run_id: null,
        event: { event: 'thread.message.created', data: published(message) },
        offset: 0,
      });
      return message;
    },

    async update(threadId: string, id: string, given: { readonly metadata?: Metadata | null }): Promise<Message> {
      const { metadata: before, status, run_id } = await retrieve(threadId, id);
      const metadata = given.metadata === undefined ? before : (given.metadata ?? {});
      // Whoever is writing the message would write the metadata as it knows it.
      if (status === 'in_progress' && run_id !== null)
        await driver.withRun(run_id, async (open) => {
          if (open.message?.id === id) open.message = { ...open.message, metadata };
        });
      return change(threadId, id, metadata);
    },

    delete: (threadId: string, id: string): Promise<Deleted<'thread.message'>> =>
      store.transaction(async () => {
        const message = await retrieve(threadId, id);
        await refuseWhileActive(store, threadId, "Can't delete messages from");
        await removeMessage(store, message);
        return { id, object: 'thread.message.deleted', deleted: true };
      }),
  };
}

/**
 * Appends messages inside the caller's transaction, with the files they bring and the pages they attach; whoever calls wakes
 * the indexer after it. Throws ApiError 404 for an unknown file.
 */
export async function addMessages(
  context: Context,
  thread: Thread,
  given: readonly NewMessage[],
): Promise<{ readonly thread: Thread; readonly messages: readonly Message[] }> {
  const { store, clock } = context;
  let [newest] = (await store.messages.list(thread.id, { limit: 1, order: 'desc' })).data;
  const messages: Message[] = [];
  for (const one of given) {
    const message = newMessage(context, thread.id, one, newest?.local.order);
    newest = message;
    for (const part of message.content)
      if (part.type === 'image_file') await findFile(context, part.image_file.file_id);
    await store.messages.put(message);
    messages.push(message);
  }
  const attachments = messages.flatMap((message) => message.attachments ?? []);
  const extended = await attachFiles(context, thread, attachments);
  const pages = await attachPages(context, extended.local.pages, attachments);
  const after = { ...extended, local: { ...extended.local, pages, active_at: clock.now() } };
  await store.threads.put(after);
  return { thread: after, messages };
}

/** The pages of a thread with those just attached: one per url, the newest last. */
async function attachPages(
  context: Context,
  before: readonly AttachedPage[],
  attachments: readonly Attachment[],
): Promise<readonly AttachedPage[]> {
  let pages = before;
  for (const { file_id } of attachments) {
    const { page } = (await findFile(context, file_id)).local;
    if (page !== undefined && page.kind !== 'selection')
      pages = [...pages.filter(({ url }) => url !== page.url), { file_id, url: page.url, passages: page.passages }];
  }
  return pages;
}

function newMessage(
  { clock, newId, nextOrder }: Context,
  threadId: string,
  { role, content, attachments, metadata }: NewMessage,
  after: number | undefined,
): Message {
  const created_at = seconds(clock);
  return {
    id: newId('msg_'),
    object: 'thread.message',
    created_at,
    thread_id: threadId,
    status: 'completed',
    incomplete_details: null,
    completed_at: created_at,
    incomplete_at: null,
    role,
    content: typeof content === 'string' ? [{ type: 'text', text: { value: content, annotations: [] } }] : content,
    assistant_id: null,
    run_id: null,
    attachments: attachments ?? [],
    metadata: metadata ?? {},
    local: { order: nextOrder(after) },
  };
}
