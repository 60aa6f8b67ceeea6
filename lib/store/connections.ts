import type { Connection } from '../models/connection.ts';
import type { Database } from './database.ts';

const DEFAULT_KEY = 'default_connection';

/** The user's connections and which one answers by default. No default means "On this device". */
export function createConnections(db: Database) {
  return {
    get: (id: string) => db.connections.get(id),
    list: () => db.connections.orderBy('created_at').toArray(),

    /** The first connection ever stored becomes the default. */
    save: (connection: Connection) =>
      db.transaction('rw', db.connections, db.settings, async () => {
        const first = (await db.connections.count()) === 0;
        await db.connections.put(connection);
        if (first) await db.settings.put({ key: DEFAULT_KEY, value: connection.id });
      }),

    delete: (id: string) =>
      db.transaction('rw', db.connections, db.settings, db.capabilities, async () => {
        await db.connections.delete(id);
        await db.capabilities.where('id').startsWith(`${id}/`).delete();
        if ((await db.settings.get(DEFAULT_KEY))?.value === id) await db.settings.delete(DEFAULT_KEY);
      }),

    default: async (): Promise<Connection | undefined> => {
      const id = (await db.settings.get(DEFAULT_KEY))?.value;
      return typeof id === 'string' ? db.connections.get(id) : undefined;
    },

    setDefault: async (id: string | null): Promise<void> => {
      await (id === null ? db.settings.delete(DEFAULT_KEY) : db.settings.put({ key: DEFAULT_KEY, value: id }));
    },
  };
}
