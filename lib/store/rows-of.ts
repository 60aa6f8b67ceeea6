import { type Collection, Dexie, type Table } from 'dexie';

/** The rows whose first columns of a compound index hold these values, in the order of the other columns. */
export function rowsOf<T, Key>(
  table: Table<T, Key>,
  index: string,
  ...values: readonly (string | number)[]
): Collection<T, Key> {
  return table.where(index).between([...values, Dexie.minKey], [...values, Dexie.maxKey]);
}
