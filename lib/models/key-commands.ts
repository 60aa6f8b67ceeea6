import type { KeyChoice, KeysState, Protocol } from '../protocol.ts';
import type { Connection } from './connection.ts';

type Name = Extract<keyof Protocol, `keys-${string}`>;
type Commands = { readonly [N in Name]: (input: Parameters<Protocol[N]>[0]) => Promise<ReturnType<Protocol[N]>> };

export type KeyCommandParts = {
  readonly connections: {
    list(): Promise<readonly Connection[]>;
    save(connection: Connection): Promise<unknown>;
  };
  readonly secrets: {
    state(): Promise<KeysState>;
    keep(choice: KeyChoice): Promise<void>;
    unlock(passphrase: string): Promise<void>;
    lock(): Promise<void>;
    forgetAll(): Promise<void>;
    /** Ids of connections whose key went with its session. */
    forgotten(): Promise<readonly string[]>;
  };
  /** Called whenever the keys can be used again. */
  readonly onUnlock: () => void;
};

/** How the keys are kept, as the options page and the panel ask it. Every answer is the state that follows, and never a key. */
export function keyCommands({ connections, secrets, onUnlock }: KeyCommandParts): Commands {
  /** A connection must not say that its key is stored when it is not. */
  async function dropHints(isGone: (connection: Connection) => boolean): Promise<void> {
    const listed = await connections.list();
    for (const connection of listed)
      if (connection.key_hint !== null && isGone(connection)) await connections.save({ ...connection, key_hint: null });
  }

  return {
    'keys-state': async () => {
      const forgotten = new Set(await secrets.forgotten());
      if (forgotten.size > 0) await dropHints(({ id }) => forgotten.has(id));
      return secrets.state();
    },
    'keys-keep': async (choice) => {
      await secrets.keep(choice);
      return secrets.state();
    },
    'keys-unlock': async ({ passphrase }) => {
      await secrets.unlock(passphrase);
      onUnlock();
      return secrets.state();
    },
    'keys-lock': async () => {
      await secrets.lock();
      return secrets.state();
    },
    'keys-forget': async () => {
      await secrets.forgetAll();
      await dropHints(() => true);
      return secrets.state();
    },
  };
}
