import type { TryLock } from '../../lib/assistants/ports.ts';

/** Locks of the one process there is. */
export function createLocks(): TryLock {
  const held = new Set<string>();
  return async (name, work) => {
    if (held.has(name)) return undefined;
    held.add(name);
    try {
      return await work();
    } finally {
      held.delete(name);
    }
  };
}
