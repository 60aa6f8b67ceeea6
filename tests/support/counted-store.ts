import 'fake-indexeddb/auto';
import { Dexie, type Transaction } from 'dexie';
import type { Store } from '../../lib/assistants/ports.ts';

/** One call of a store. */
export type StoreCall = {
  /** Resource and function, such as `messages.put`. */
  readonly name: string;
  /** Rows it has given so far. */
  rows: number;
  /** The transaction it was made in; null when it was on its own. */
  readonly transaction: object | null;
};

/** Rows that an iteration reads at once; it counts whole chunks, since the rest of one was read as well. */
const CHUNK = 32;

/** A store that adds to `calls` every call of it, with the rows that the call gives. Transactions themselves are no calls. */
export function countedStore(store: Store, calls: StoreCall[]): Store {
  const parts = Object.entries(store).map(([part, value]) => [
    part,
    typeof value === 'function' ? value : counted(part, value, calls),
  ]);
  return Object.fromEntries(parts) as Store;
}

export const isWrite = ({ name }: StoreCall): boolean => /\.(put|delete|set)/.test(name);

type Call = (...parameters: unknown[]) => unknown;

function counted(part: string, functions: object, calls: StoreCall[]): object {
  const wrapped = Object.entries(functions).map(([name, value]) => {
    const original = value as Call;
    return [
      name,
      (...parameters: unknown[]) => {
        const call: StoreCall = { name: `${part}.${name}`, rows: 0, transaction: outermost(Dexie.currentTransaction) };
        calls.push(call);
        return countingRows(original(...parameters), call);
      },
    ];
  });
  return Object.fromEntries(wrapped);
}

/** A transaction begun inside another one is part of it. */
function outermost(transaction: Transaction | null): object | null {
  return transaction?.parent ? outermost(transaction.parent) : transaction;
}

function countingRows(given: unknown, call: StoreCall): unknown {
  if (isIterable(given)) return countingChunks(given, call);
  if (!isThenable(given)) return given;
  return given.then((value) => {
    call.rows += rowsIn(value);
    return value;
  });
}

async function* countingChunks(rows: AsyncIterable<unknown>, call: StoreCall): AsyncGenerator<unknown> {
  let pulled = 0;
  for await (const row of rows) {
    if (pulled % CHUNK === 0) call.rows += CHUNK;
    pulled += 1;
    yield row;
  }
}

function rowsIn(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && 'data' in value && Array.isArray(value.data)) return value.data.length;
  return 1;
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Also a promise of Dexie's own class. */
const isThenable = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
