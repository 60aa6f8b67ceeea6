import type { Surface } from './surface.ts';

/** Rows of every table, by `database/table`. */
export type Stored = Readonly<Record<string, readonly unknown[]>>;

/** Everything the extension has on disk in IndexedDB, as JSON; the bytes of files as text. */
export const storedIn = (surface: Pick<Surface, 'evaluate'>): Promise<Stored> => surface.evaluate(readDatabases);

/** Everything in the extension's storage areas. */
export const storageAreas = (surface: Surface): Promise<unknown> =>
  surface.evaluate(() => {
    const { local, session, sync } = Reflect.get(globalThis, 'chrome').storage;
    return Promise.all([local.get(null), session.get(null), sync.get(null)]);
  });

/** Runs in a document of the extension, and may use nothing from outside. */
async function readDatabases(): Promise<Stored> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const legible = (_name: string, value: unknown) =>
    value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
  const rows: Record<string, unknown[]> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await settled(indexedDB.open(name));
    for (const table of db.objectStoreNames)
      rows[`${name}/${table}`] = await settled(db.transaction(table).objectStore(table).getAll());
    db.close();
  }
  return JSON.parse(JSON.stringify(rows, legible));
}
