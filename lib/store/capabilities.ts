import type { Capabilities } from '../models/capabilities.ts';
import type { Database } from './database.ts';

/** What servers have refused, a row for each connection and model. */
export function createCapabilities(db: Database): Capabilities {
  return {
    get: (id) => db.capabilities.get(id),
    put: async (row) => {
      await db.capabilities.put(row);
    },
  };
}
