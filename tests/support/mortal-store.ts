import type { Store } from '../../lib/assistants/ports.ts';

/** The life of a worker as its database sees it. */
export type Life = {
  /** Ends it at once: nothing of it is written or read any more. */
  end(): void;
  /** Ends it before the write after the next `writes` ones. */
  endAfter(writes: number): void;
  readonly ended: Promise<void>;
  readonly isOver: boolean;
};

/** Store calls that write. */
const WRITES = /^(put|delete|set)/;

class Death extends Error {}

/**
 * A store as a worker has it that may be killed between any two writes: what it has not committed by then is undone, as the
 * browser does, and whoever waits for the store waits for ever.
 */
export function mortalStore(store: Store): { readonly store: Store; readonly life: Life } {
  const never = new Promise<never>(() => undefined);
  const ended = Promise.withResolvers<void>();
  let writesLeft = Number.POSITIVE_INFINITY;
  let isOver = false;

  function end(): void {
    isOver = true;
    // Whoever waits for it must not go on inside the transaction that the death has ended.
    setImmediate(ended.resolve);
  }

  function guarded(name: string, call: (...parameters: unknown[]) => unknown) {
    return (...parameters: unknown[]): unknown => {
      if (!isOver && WRITES.test(name)) {
        writesLeft -= 1;
        if (writesLeft < 0) end();
      }
      if (!isOver) return call(...parameters);
      // A transaction that waited for ever would commit; one that fails is undone.
      return insideTransaction > 0 ? Promise.reject(new Death()) : never;
    };
  }

  let insideTransaction = 0;
  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    if (isOver) return never;
    insideTransaction += 1;
    try {
      return await store.transaction(work);
    } catch (thrown) {
      if (isOver) return never;
      throw thrown;
    } finally {
      insideTransaction -= 1;
    }
  }

  const parts = Object.entries(store).map(([part, value]) => [
    part,
    typeof value === 'function' ? transaction : mapFunctions(value, guarded),
  ]);
  return {
    store: Object.fromEntries(parts) as Store,
    life: {
      end,
      endAfter: (writes) => {
        writesLeft = writes;
      },
      ended: ended.promise,
      get isOver() {
        return isOver;
      },
    },
  };
}

type Call = (...parameters: unknown[]) => unknown;

function mapFunctions(part: object, map: (name: string, call: Call) => Call): object {
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, map(name, value as Call)]));
}
