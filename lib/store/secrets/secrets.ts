import { createTurns } from '../../assistants/in-turn.ts';
import type { KeyChoice } from '../../protocol.ts';
import { createKeyKeeping } from './key-keeping.ts';
import { createSealedKeys, type SecretsParts } from './sealed-keys.ts';
import type { PlainRow } from './secrets-database.ts';

/**
 * The user's API keys. On disk each is sealed, whatever the user has chosen, because browsers leave deleted rows in their files for
 * long: the choice says where the data key is. Another choice is another data key, and the file that held the earlier one is removed.
 *
 * Everything happens in turn, so that no key is read in the middle of a change. One worker is the only user.
 */
export function createSecrets(parts: SecretsParts) {
  const { db } = parts;
  const turn = createTurns();
  const keys = createSealedKeys(parts);
  const keeping = createKeyKeeping(parts, keys);
  let tidied: Promise<void> | undefined;

  /** Once per worker something tidies up first; what that cannot do now, the next worker does. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> =>
    turn(async () => {
      tidied ??= keeping.tidy().catch(() => undefined);
      await tidied;
      return task();
    });

  return {
    /** Throws AppFailure `keys-locked`. */
    put: (plain: PlainRow): Promise<void> =>
      inTurn(async () => keys.write(await keys.writable(), [{ row: plain, key: plain.key }])),

    remove: (connectionId: string): Promise<void> => inTurn(() => db.secrets.delete(connectionId)),

    /** Whether there is a key for that origin, be it locked or forgotten. */
    holds: (connectionId: string, origin: string): Promise<boolean> =>
      inTurn(async () => (await db.secrets.get(connectionId))?.origin === origin),

    /**
     * Null when there is no key, or when it belongs to another origin than the one asked for. Throws AppFailure `keys-locked`,
     * `key-forgotten` or `key-damaged`.
     */
    keyFor: (connectionId: string, origin: string): Promise<string | null> =>
      inTurn(async () => {
        const row = await db.secrets.get(connectionId);
        return row?.origin === origin ? keys.open(row) : null;
      }),

    state: () => inTurn(keeping.state),
    keep: (choice: KeyChoice) => inTurn(() => keeping.keep(choice)),
    unlock: (passphrase: string) => inTurn(() => keeping.unlock(passphrase)),
    lock: () => inTurn(keeping.lock),
    forgetAll: () => inTurn(keeping.forgetAll),
    forgotten: () => inTurn(keeping.forgotten),
  };
}

export type Secrets = ReturnType<typeof createSecrets>;
