import type { Table } from 'dexie';
import type { Repository } from '../assistants/ports.ts';

/** What every resource can do: get, put and delete one row by its id. */
export function repository<T>(table: Table<T, string>): Repository<T> {
  return {
    get: (id) => table.get(id),
    put: async (row) => {
      await table.put(row);
    },
    delete: (id) => table.delete(id),
  };
}
