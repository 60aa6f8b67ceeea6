import type { PanelReads } from '../panel/ports.ts';
import type { Database } from './database.ts';

const KEY = 'first_run_ended';

/** Whether this is somebody's beginning. A missing row and no message mean that it is. */
export function createFirstRunRow(db: Database): Pick<PanelReads, 'isFirstRun' | 'endFirstRun'> {
  return {
    isFirstRun: async () =>
      (await db.settings.get(KEY)) === undefined && (await db.messages.limit(1).primaryKeys()).length === 0,
    endFirstRun: async () => {
      await db.settings.put({ key: KEY, value: true });
    },
  };
}
