import 'fake-indexeddb/auto';

/** How many rows IndexedDB gives while a task runs, by values and by cursors; keys are not counted. */
export async function countRows(task: () => Promise<unknown>): Promise<number> {
  let rows = 0;
  const restore = [
    counting(IDBObjectStore.prototype, 'get', (result) => (result === undefined ? 0 : 1)),
    counting(IDBObjectStore.prototype, 'getAll', (result) => lengthOf(result)),
    counting(IDBIndex.prototype, 'get', (result) => (result === undefined ? 0 : 1)),
    counting(IDBIndex.prototype, 'getAll', (result) => lengthOf(result)),
    counting(IDBObjectStore.prototype, 'openCursor', (result) => (result === null ? 0 : 1)),
    counting(IDBIndex.prototype, 'openCursor', (result) => (result === null ? 0 : 1)),
  ];
  try {
    await task();
  } finally {
    for (const undo of restore) undo();
  }
  return rows;

  function counting(prototype: object, name: string, rowsOf: (result: unknown) => number): () => void {
    const original = Reflect.get(prototype, name);
    Reflect.set(prototype, name, function (this: unknown, ...parameters: unknown[]) {
      const request: IDBRequest = original.apply(this, parameters);
      // A cursor succeeds once for every row.
      request.addEventListener('success', () => {
        rows += rowsOf(request.result);
      });
      return request;
    });
    return () => Reflect.set(prototype, name, original);
  }
}

const lengthOf = (result: unknown) => (Array.isArray(result) ? result.length : 0);
