import type { FileObject, Message, MessageContent, Thread } from '../../assistants/objects.ts';
import { questionTitle } from '../../assistants/titles/question-title.ts';
import { siteOf } from '../../page/site.ts';
import type { ForeignRows } from '../options/data-model.ts';
import type { PageAssistChat, PageAssistFile, PageAssistMessage } from './read-file.ts';

/** Most characters of a title, as metadata have them. */
const LONGEST_TITLE = 512;

/**
 * Chats as threads, under ids made from theirs: a file that is imported twice adds nothing the second time. A thread belongs to the
 * first page it was about, or to no site. `now` in unix milliseconds.
 */
export function pageAssistRows({ chats }: Pick<PageAssistFile, 'chats'>, now: number): ForeignRows {
  const threads: Thread[] = [];
  const messages: Message[] = [];
  const files: FileObject[] = [];
  const file_contents: { id: string; bytes: Uint8Array }[] = [];
  const order = { threads: creationOrder(), messages: creationOrder(), files: creationOrder() };

  function addPicture(id: string, url: string, at: number): MessageContent[] {
    const picture = readDataUrl(url);
    if (picture === null) return [];
    files.push({
      ...{ id, object: 'file', bytes: picture.bytes.length, created_at: seconds(at), purpose: 'vision' },
      ...{ filename: `picture.${picture.type.slice('image/'.length)}`, status: 'processed' },
      local: { order: order.files(at), media_type: picture.type },
    });
    file_contents.push({ id, bytes: picture.bytes });
    return [{ type: 'image_file', image_file: { file_id: id } }];
  }

  function addMessage(thread_id: string, message: PageAssistMessage, at: number): void {
    const id = `msg_${plainId(`${thread_id.slice('thread_'.length)}-${message.id}`)}`;
    const pictures = message.images.flatMap((url, n) => addPicture(`file-${plainId(message.id)}-${n}`, url, at));
    const text: MessageContent[] =
      message.text === '' ? [] : [{ type: 'text', text: { value: message.text, annotations: [] } }];
    messages.push({
      ...{ id, object: 'thread.message', created_at: seconds(at), thread_id, status: 'completed' },
      ...{ incomplete_details: null, completed_at: seconds(at), incomplete_at: null, role: message.role },
      ...{ content: [...text, ...pictures], assistant_id: null, run_id: null, attachments: [] },
      metadata: message.model === '' ? {} : { model: message.model.slice(0, LONGEST_TITLE) },
      local: { order: order.messages(at) },
    });
  }

  for (const chat of chats) {
    const id = `thread_${plainId(chat.id)}`;
    let at = chat.created_at ?? chat.messages[0]?.created_at ?? now;
    threads.push(threadOf(chat, { id, at, now, order: order.threads(at) }));
    for (const message of chat.messages) {
      at = message.created_at ?? at;
      addMessage(id, message, at);
    }
  }
  return { threads, messages, files, file_contents };
}

type Place = { readonly id: string; readonly at: number; readonly now: number; readonly order: number };

function threadOf({ title, pinned, messages }: PageAssistChat, { id, at, now, order }: Place): Thread {
  const [page] = messages.flatMap(({ pages }) => pages);
  return {
    ...{ id, object: 'thread', created_at: seconds(at), tool_resources: null },
    metadata: {
      title: title.trim() === '' ? questionTitle(firstQuestion(messages)) : title.trim().slice(0, LONGEST_TITLE),
    },
    local: {
      ...{ order, site: page === undefined ? null : siteOf(page), pages: [] },
      active_at: messages.at(-1)?.created_at ?? at,
      imported_from: 'page-assist',
      imported_at: now,
      ...(pinned ? { pinned_at: now } : {}),
    },
  };
}

/** Empty where only pictures were shown. */
function firstQuestion(messages: readonly PageAssistMessage[]): string {
  return messages.find(({ role, text }) => role === 'user' && text.trim() !== '')?.text ?? '';
}

/** As places in creation order are: microseconds, each once. */
function creationOrder(): (at: number) => number {
  let last = 0;
  const used = new Set<number>();
  return (at) => {
    // Within a thread the times only grow; another thread may be older.
    last = Math.max(1, Math.floor(at) * 1000);
    while (used.has(last)) last += 1;
    used.add(last);
    return last;
  };
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

const plainId = (id: string) => id.replace(/[^\w-]/g, '_').slice(0, 200);

/** Null for what is no picture in base64 that browsers draw. */
function readDataUrl(url: string): { readonly type: string; readonly bytes: Uint8Array } | null {
  const [, type, base64] = url.match(/^data:(image\/(?:jpeg|png|webp|gif));base64,(.+)$/s) ?? [];
  if (type === undefined || base64 === undefined) return null;
  try {
    return { type, bytes: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) };
  } catch {
    return null; // cut off: the words come without it
  }
}
