import type { Store } from '../../assistants/ports.ts';
import type { Database } from '../database.ts';
import { repository } from '../repository.ts';
import { indexTitle } from '../search/message-words.ts';
import { onlyHeldBy } from './thread-holdings.ts';

export function createThreads(db: Database): Store['threads'] {
  const { threads, sites, message_words } = db;
  return {
    ...repository(threads),
    delete: async (id) => {
      await sites.where('thread_id').equals(id).delete();
      await message_words.where('thread_id').equals(id).delete();
      await threads.delete(id);
    },
    withFile: (fileId) => threads.where('tool_resources.code_interpreter.file_ids').equals(fileId).toArray(),
    currentOf: async (key) => {
      const row = await sites.get(key);
      return row === undefined ? undefined : threads.get(row.thread_id);
    },
    setCurrent: async (site, thread_id) => {
      await sites.put({ site, thread_id });
    },
    clearCurrent: (key) => sites.delete(key),
    forgetCurrent: async (id) => {
      await sites.where('thread_id').equals(id).delete();
    },
    putTitled: async (thread) => {
      await threads.put(thread);
      await indexTitle(db, thread);
    },
    onlyHeldBy: (thread) => onlyHeldBy(db, thread),
    deletedUntil: (until) => threads.where('local.deleted_at').belowOrEqual(until).toArray(),
  };
}
