import type { Database } from './database.ts';

/** Empties every table, all of them or none. The keys are in a database of their own. */
export function deleteEverything(db: Database): Promise<void> {
  return db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear();
  });
}
