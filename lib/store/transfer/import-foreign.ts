import type { ForeignRows, ImportResult } from '../../panel/options/data-model.ts';
import type { PromptRow } from '../../panel/prompts/prompts-model.ts';
import type { Database } from '../database.ts';
import { indexMessages, indexTitle } from '../search/message-words.ts';
import { broughtBack } from './brought-back.ts';
import { countsOf } from './counts.ts';

/**
 * Adds the threads that are not here yet, each with its messages and pictures, and the prompts: all or nothing. One that was deleted
 * and is not gone yet comes back.
 */
export function importForeign(
  db: Database,
  { threads, messages, files, file_contents, prompts }: ForeignRows & { readonly prompts: readonly PromptRow[] },
): Promise<ImportResult> {
  const tables = [db.threads, db.messages, db.message_words, db.files, db.file_contents, db.prompts];
  return db.transaction('rw', tables, async () => {
    const here = await db.threads.bulkGet(threads.map(({ id }) => id));
    const freshThreads = threads.filter((_, index) => here[index] === undefined);
    const back = threads.flatMap((thread, index) => broughtBack(thread, here[index]));
    const ids = new Set(freshThreads.map(({ id }) => id));
    const freshMessages = messages.filter(({ thread_id }) => ids.has(thread_id));
    const shown = new Set(freshMessages.flatMap(({ content }) => content.flatMap(pictureOf)));
    const freshFiles = files.filter(({ id }) => shown.has(id));
    await db.threads.bulkAdd(freshThreads);
    await db.threads.bulkPut(back);
    // A message that was branched into another chat may be there under its id.
    await db.messages.bulkPut(freshMessages);
    await db.files.bulkPut(freshFiles);
    await db.file_contents.bulkPut(file_contents.filter(({ id }) => shown.has(id)));
    await db.prompts.bulkAdd(prompts);
    await indexMessages(db, freshMessages);
    for (const thread of freshThreads) await indexTitle(db, thread);
    const added = new Map([
      ['threads', freshThreads.length + back.length] as const,
      ['messages', freshMessages.length] as const,
      ['files', freshFiles.length] as const,
      ['prompts', prompts.length] as const,
    ]);
    const kept = new Map([
      ['threads', threads.length - freshThreads.length - back.length] as const,
      ['messages', messages.length - freshMessages.length] as const,
      ['files', files.length - freshFiles.length] as const,
    ]);
    return { added: countsOf(added), kept: countsOf(kept) };
  });
}

function pictureOf(part: ForeignRows['messages'][number]['content'][number]): string[] {
  return part.type === 'image_file' ? [part.image_file.file_id] : [];
}
