import { Dexie } from 'dexie';
import type { Assistant, Message, Thread } from '../assistants/objects.ts';
import type { Holdings } from '../assistants/ports.ts';
import type { Database } from './database.ts';

const NOTHING: Holdings = { file_ids: [], vector_store_ids: [] };

/**
 * Captured pages, files and pictures that no other thread and no assistant has, and the thread's own store. A thread that was made
 * through the API holds none: what is in it was made there and stays until it is deleted there.
 */
export async function onlyHeldBy(db: Database, thread: Thread): Promise<Holdings> {
  if (thread.local.site === null && thread.local.imported_from === undefined) return NOTHING;
  const messages = await db.messages
    .where('[thread_id+local.order]')
    .between(...rangeOf(thread.id))
    .toArray();
  const versions = await db.message_versions
    .where('[thread_id+after+order+id]')
    .between(...rangeOf(thread.id))
    .toArray();
  const own = [...messages, ...versions.flatMap((version) => version.messages)];
  const mine = new Set(own.flatMap(filesIn));
  if (mine.size === 0 && storesOf(thread).length === 0) return NOTHING;
  const others = await db.threads.where('id').notEqual(thread.id).toArray();
  const holders = [...others, ...(await db.assistants.toArray())];
  for (const id of holders.flatMap(interpretedBy)) mine.delete(id);
  const shared = new Set(holders.flatMap(storesOf));
  const vector_store_ids = storesOf(thread).filter((id) => !shared.has(id));
  // Somebody may have put one of them into a store of another kind.
  for (const row of await db.vector_store_files
    .where('id')
    .anyOf([...mine])
    .toArray())
    if (!vector_store_ids.includes(row.vector_store_id)) mine.delete(row.id);
  const ids = others.map(({ id }) => id);
  await leaveAttached(db, ids, mine);
  await leaveShown(db, ids, mine, new Set(own.flatMap(picturesIn)));
  return { file_ids: [...mine], vector_store_ids };
}

/** Takes away what messages of these threads attach, or what is set aside there has. */
async function leaveAttached(db: Database, threadIds: readonly string[], files: Set<string>): Promise<void> {
  if (files.size === 0) return;
  const kept = new Set(threadIds);
  await db.message_versions
    .filter(({ thread_id }) => kept.has(thread_id))
    .until(() => files.size === 0)
    .each(({ messages }) => {
      for (const id of messages.flatMap(filesIn)) files.delete(id);
    });
  for (const threadId of threadIds) {
    if (files.size === 0) return;
    const attaching = db.messages
      .where('[thread_id+attachments.length]')
      .between([threadId, 1], [threadId, Dexie.maxKey]);
    for (const id of (await attaching.toArray()).flatMap(filesIn)) files.delete(id);
  }
}

/** Takes away the pictures that messages of these threads show. No index tells which do: all are read while a picture is in doubt. */
async function leaveShown(
  db: Database,
  threadIds: readonly string[],
  files: Set<string>,
  pictures: ReadonlySet<string>,
): Promise<void> {
  for (const threadId of threadIds) {
    if (![...files].some((id) => pictures.has(id))) return;
    const messages = await db.messages
      .where('[thread_id+local.order]')
      .between(...rangeOf(threadId))
      .toArray();
    for (const id of messages.flatMap(picturesIn)) files.delete(id);
  }
}

function rangeOf(threadId: string) {
  return [
    [threadId, Dexie.minKey],
    [threadId, Dexie.maxKey],
  ] as const;
}

function filesIn(message: Message): string[] {
  return [...(message.attachments ?? []).map(({ file_id }) => file_id), ...picturesIn(message)];
}

function picturesIn({ content }: Message): string[] {
  return content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : []));
}

type Holder = Pick<Thread | Assistant, 'tool_resources'>;

const storesOf = ({ tool_resources }: Holder) => tool_resources?.file_search?.vector_store_ids ?? [];

const interpretedBy = ({ tool_resources }: Holder) => tool_resources?.code_interpreter?.file_ids ?? [];
