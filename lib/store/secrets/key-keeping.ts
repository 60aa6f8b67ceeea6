import { AppFailure } from '../../errors.ts';
import type { KeyChoice, KeysState } from '../../protocol.ts';
import type { OpenRow, SealedKeys, SecretsParts } from './sealed-keys.ts';
import { lockWith, newDataKey, unlockWith } from './sealing.ts';
import type { PlainRow, SecretRow } from './secrets-database.ts';

/** How all keys are kept, and the change from one way to another. */
export function createKeyKeeping(parts: SecretsParts, keys: SealedKeys) {
  const { db, device, session } = parts;
  const { placeOf, readKeeping, dataKey, write } = keys;

  async function state(): Promise<KeysState> {
    const keeping = await readKeeping();
    const locked = keeping?.keeping === 'passphrase' && (await dataKey(keeping)) === null;
    return { keeping: keeping?.keeping ?? 'device', locked };
  }

  return {
    state,

    /** Throws AppFailure `keys-locked` or `key-damaged`, and then nothing has changed. */
    async keep(choice: KeyChoice): Promise<void> {
      const { keeping: before } = await state();
      if (before === choice.keeping && choice.keeping !== 'passphrase') return;
      const rows = await db.secrets.toArray();
      const opened = await Promise.all(rows.map((row) => openUnlessForgotten(keys, row)));
      const key = newDataKey();
      const keeping = { id: 'keeping', keeping: choice.keeping, key_id: key.id } as const;
      if (choice.keeping === 'passphrase') {
        await write({ keeping: { ...keeping, lock: await lockWith(choice.passphrase, key) }, key }, opened);
        // Not before: the session's own data key may be in that place.
        await session.write(key);
      } else {
        await placeOf(choice.keeping).write(key);
        await write({ keeping, key }, opened);
      }
      await (choice.keeping === 'device' ? session : device).erase();
    },

    /** Throws AppFailure `wrong-passphrase`. */
    async unlock(passphrase: string): Promise<void> {
      const keeping = await readKeeping();
      if (keeping?.lock === undefined) return;
      const key = await unlockWith(passphrase, keeping.lock, keeping.key_id);
      if (key === null) throw new AppFailure({ kind: 'wrong-passphrase' });
      await session.write(key);
    },

    async lock(): Promise<void> {
      if ((await readKeeping())?.keeping === 'passphrase') await session.erase();
    },

    /** Removes every key, for a passphrase that nobody remembers. Keys are kept on this device from then on. */
    async forgetAll(): Promise<void> {
      await db.transaction('rw', db.secrets, db.keeping, async () => {
        await db.secrets.clear();
        await db.keeping.clear();
      });
      await Promise.all([device.erase(), session.erase()]);
    },

    /** Connections whose key went with its session. */
    async forgotten(): Promise<readonly string[]> {
      const keeping = await readKeeping();
      if (keeping?.keeping !== 'session') return [];
      const id = (await dataKey(keeping))?.id;
      const rows = await db.secrets.toArray();
      return rows.filter((row) => !('key' in row) && row.key_id !== id).map(({ connection_id }) => connection_id);
    },

    /** Seals what version 1 left open, and erases what a change that was cut short has left. */
    async tidy(): Promise<void> {
      const plain = (await db.secrets.toArray()).filter((row) => 'key' in row);
      if (plain.length > 0)
        await write(
          await keys.writable(),
          plain.map((row) => ({ row, key: row.key })),
        );
      const keeping = await readKeeping();
      if (keeping !== undefined && keeping.keeping !== 'device') await device.erase();
    },
  };
}

/** Throws for every other key that cannot be read, so that none is lost in a change. */
async function openUnlessForgotten(keys: SealedKeys, row: SecretRow | PlainRow): Promise<OpenRow> {
  try {
    return { row, key: await keys.open(row) };
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.error.kind === 'key-forgotten') return { row, key: null };
    throw thrown;
  }
}
