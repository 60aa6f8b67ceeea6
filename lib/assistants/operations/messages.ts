import { ApiError, notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { Attachment, Message, MessageContent, Metadata, Thread } from '../objects.ts';
import type { ListQuery } from '../ports.ts';
import { published } from '../published.ts';

export type NewMessage = {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly MessageContent[];
  readonly attachments?: readonly Attachment[] | null;
  readonly metadata?: Metadata | null;
};

export function messageOperations(context: Context) {
  const { store, notify } = context;

  return {
    list: async (threadId: string, query: ListQuery & { readonly run_id?: string }) => {
      if ((await store.threads.get(threadId)) === undefined) throw notFound('thread', threadId);
      return store.messages.list(threadId, query);
    },

    async retrieve(threadId: string, id: string): Promise<Message> {
      const message = await store.messages.get(id);
      if (message?.thread_id !== threadId) throw notFound('message', id);
      return message;
    },

    async create(threadId: string, given: NewMessage): Promise<Message> {
      const message = await store.transaction(async () => {
        const thread = await store.threads.get(threadId);
        if (thread === undefined) throw notFound('thread', threadId);
        const active = await store.runs.activeOf(threadId);
        if (active !== undefined)
          throw new ApiError(400, `Can't add messages to ${threadId} while a run ${active.id} is active.`);
        const [added] = await addMessages(context, thread, [given]);
        return added;
      });
      if (message === undefined) throw new Error('A message that was given was not added.');
      notify({
        thread_id: threadId,
        run_id: null,
        event: { event: 'thread.message.created', data: published(message) },
        offset: 0,
      });
      return message;
    },
  };
}

/** Appends messages inside the caller's transaction, and remembers the pages they attach. */
export async function addMessages(
  context: Context,
  thread: Thread,
  given: readonly NewMessage[],
): Promise<readonly Message[]> {
  let pages = thread.local.pages;
  let [newest] = (await context.store.messages.list(thread.id, { limit: 1, order: 'desc' })).data;
  const added: Message[] = [];
  for (const one of given) {
    const message = newMessage(context, thread.id, one, newest?.local.order);
    newest = message;
    for (const { file_id } of message.attachments ?? []) {
      const file = await context.store.files.get(file_id);
      if (file === undefined) throw new ApiError(400, `No file found with id '${file_id}'.`, 'attachments');
      const { page } = file.local;
      if (page !== undefined && page.kind !== 'selection')
        pages = [...pages.filter(({ url }) => url !== page.url), { file_id, url: page.url, passages: page.passages }];
    }
    await context.store.messages.put(message);
    added.push(message);
  }
  await context.store.threads.put({ ...thread, local: { ...thread.local, pages, active_at: context.clock.now() } });
  return added;
}

function newMessage(
  { clock, newId, nextOrder }: Context,
  threadId: string,
  given: NewMessage,
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
    role: given.role,
    content: contentOf(given.content),
    assistant_id: null,
    run_id: null,
    attachments: given.attachments ?? [],
    metadata: given.metadata ?? {},
    local: { order: nextOrder(after) },
  };
}

function contentOf(content: NewMessage['content']): readonly MessageContent[] {
  if (typeof content !== 'string') {
    if (content.length === 0) throw new ApiError(400, 'Message content must be non-empty.', 'content');
    return content;
  }
  if (content.trim() === '') throw new ApiError(400, 'Message content must be non-empty.', 'content');
  return [{ type: 'text', text: { value: content, annotations: [] } }];
}
