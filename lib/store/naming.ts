import type { Database } from './database.ts';

const NAMES_THREADS = 'names_threads';

/** Whether the user lets models name threads: a request more for each thread, so that it is off until they say so. */
export function createNaming(db: Database) {
  return {
    namesThreads: async (): Promise<boolean> => (await db.settings.get(NAMES_THREADS))?.value === true,
    setNamesThreads: async (value: boolean): Promise<void> => {
      await db.settings.put({ key: NAMES_THREADS, value });
    },
  };
}
