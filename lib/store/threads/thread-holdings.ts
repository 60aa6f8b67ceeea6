import { filesIn } from '../../assistants/files-in.ts';
import type { Assistant, Thread } from '../../assistants/objects.ts';
import type { Holdings } from '../../assistants/ports.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';
import { WORDS_BEHIND } from '../search/message-words.ts';

const NOTHING: Holdings = { file_ids: [], vector_store_ids: [] };

/**
 * Captured pages, files and pictures that no other thread and no assistant has, and the thread's own store. A thread that was made
 * through the API holds none: what is in it was made there and stays until it is deleted there.
 */
export async function onlyHeldBy(db: Database, thread: Thread): Promise<Holdings> {
  if (thread.local.site === null && thread.local.imported_from === undefined) return NOTHING;
  const messages = await rowsOf(db.messages, '[thread_id+local.order]', thread.id).toArray();
  const versions = await rowsOf(db.message_versions, '[thread_id+after+order+id]', thread.id).toArray();
  const own = [...messages, ...versions.flatMap((version) => version.messages)];
  const mine = new Set([...own.flatMap(filesIn), ...(thread.local.removed_file_ids ?? [])]);
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
  await leaveHeldElsewhere(db, thread.id, mine);
  return { file_ids: [...mine], vector_store_ids };
}

/** Of a message or a version of a thread's end. */
type Held = { readonly thread_id: string; readonly file_ids?: readonly string[] };

/** Takes away what messages of other threads attach or show, in the thread or set aside. */
async function leaveHeldElsewhere(db: Database, threadId: string, files: Set<string>): Promise<void> {
  const isElsewhere = ({ thread_id }: Held) => thread_id !== threadId;
  for (const table of ['message_words', 'message_versions']) {
    const holding = db
      .table<Held>(table)
      .where('file_ids')
      .anyOf([...files]);
    for (const { file_ids = [] } of await holding.filter(isElsewhere).toArray())
      for (const id of file_ids) files.delete(id);
  }
  // Messages of an earlier version may not have been indexed yet.
  const behind = (await db.settings.get(WORDS_BEHIND))?.value;
  if (typeof behind !== 'string' || files.size === 0) return;
  for (const message of await db.messages.where(':id').above(behind).filter(isElsewhere).toArray())
    for (const id of filesIn(message)) files.delete(id);
}

type Holder = Pick<Thread | Assistant, 'tool_resources'>;

const storesOf = ({ tool_resources }: Holder) => tool_resources?.file_search?.vector_store_ids ?? [];

const interpretedBy = ({ tool_resources }: Holder) => tool_resources?.code_interpreter?.file_ids ?? [];
