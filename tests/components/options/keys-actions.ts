import { vi } from 'vitest';
import type { KeysActions } from '../../../lib/panel/options/keys.ts';
import type { KeysState } from '../../../lib/protocol.ts';

/** Keys that are kept as asked for, without any key. */
export function keysActions(first: KeysState = { keeping: 'device', locked: false }) {
  let keys = first;
  const done = async (next: KeysState = keys) => {
    keys = next;
    return { status: 'done', keys } as const;
  };
  return {
    read: vi.fn<KeysActions['read']>(() => done()),
    keep: vi.fn<KeysActions['keep']>(({ keeping }) => done({ keeping, locked: false })),
    unlock: vi.fn<KeysActions['unlock']>(() => done({ ...keys, locked: false })),
    lock: vi.fn<KeysActions['lock']>(() => done({ ...keys, locked: true })),
    forget: vi.fn<KeysActions['forget']>(() => done({ keeping: 'device', locked: false })),
  };
}
