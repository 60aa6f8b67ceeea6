import { type AppError, AppFailure } from '../../errors.ts';
import type { KeyKeeping } from '../../protocol.ts';
import { type DataKey, newDataKey, seal, unseal } from './sealing.ts';
import type { KeepingRow, PlainRow, SecretRow, SecretsDatabase } from './secrets-database.ts';

/** Holds one data key. What was there before is gone for good once another is written, or once it is erased. */
export type KeyPlace = {
  read(): Promise<DataKey | null>;
  write(key: DataKey): Promise<void>;
  erase(): Promise<void>;
};

export type SecretsParts = {
  readonly db: SecretsDatabase;
  /** Stays on this device. Whoever has the profile's files has it too. */
  readonly device: KeyPlace;
  /** Held in memory until the browser closes. */
  readonly session: KeyPlace;
};

/** A row and what is in it; null for a key that went with its session. */
export type OpenRow = { readonly row: SecretRow | PlainRow; readonly key: string | null };

type Writable = { readonly keeping: KeepingRow; readonly key: DataKey };

/** The rows on disk, and the data key that opens them. */
export function createSealedKeys({ db, device, session }: SecretsParts) {
  const placeOf = (keeping: KeyKeeping) => (keeping === 'device' ? device : session);
  const readKeeping = () => db.keeping.get('keeping');

  /** Null while it is locked, after its session, and where it is lost. */
  async function dataKey(keeping: KeepingRow | undefined): Promise<DataKey | null> {
    const key = keeping === undefined ? null : await placeOf(keeping.keeping).read();
    return key?.id === keeping?.key_id ? key : null;
  }

  return {
    placeOf,
    readKeeping,
    dataKey,

    /** What new keys are sealed with; made where there is none. Throws `keys-locked`. */
    async writable(): Promise<Writable> {
      const keeping = await readKeeping();
      const key = await dataKey(keeping);
      if (keeping !== undefined && key !== null) return { keeping, key };
      if (keeping?.keeping === 'passphrase') throw new AppFailure({ kind: 'keys-locked' });
      const fresh = newDataKey();
      const kind = keeping?.keeping ?? 'device';
      await placeOf(kind).write(fresh);
      return { keeping: { id: 'keeping', keeping: kind, key_id: fresh.id }, key: fresh };
    },

    /** Throws what keeps the key from being read. */
    async open(row: SecretRow | PlainRow): Promise<string> {
      if ('key' in row) return row.key;
      const keeping = await readKeeping();
      const key = await dataKey(keeping);
      if (key?.id !== row.key_id) throw new AppFailure(whyMissing(row, keeping, key));
      const opened = await unseal(key, row.sealed, nameOf(row));
      if (opened === null) throw new AppFailure({ kind: 'key-damaged', host: hostOf(row) });
      return opened;
    },

    /** One transaction decides: before it the keys are kept in the old way, after it in the new one. */
    async write({ keeping, key }: Writable, opened: readonly OpenRow[]): Promise<void> {
      const rows = await Promise.all(
        opened.map(({ row, key: text }) => (text === null ? row : sealedRow(key, { ...row, key: text }))),
      );
      await db.transaction('rw', db.secrets, db.keeping, async () => {
        await db.secrets.bulkPut(rows);
        await db.keeping.put(keeping);
      });
    },
  };
}

export type SealedKeys = ReturnType<typeof createSealedKeys>;

function whyMissing(row: SecretRow, keeping: KeepingRow | undefined, key: DataKey | null): AppError {
  if (key === null && keeping?.keeping === 'passphrase') return { kind: 'keys-locked' };
  if (key === null && keeping?.keeping !== 'session') return { kind: 'key-damaged', host: hostOf(row) };
  return { kind: 'key-forgotten', host: hostOf(row) };
}

async function sealedRow(key: DataKey, { connection_id, origin, key: text }: PlainRow): Promise<SecretRow> {
  const row = { connection_id, origin, key_id: key.id };
  return { ...row, sealed: await seal(key, text, nameOf(row)) };
}

/** A sealed key opens for its own connection and origin alone. */
function nameOf({ connection_id, origin, key_id }: Omit<SecretRow, 'sealed'>): string {
  return `sitethread key 1|${key_id}|${connection_id}|${origin}`;
}

function hostOf({ origin }: SecretRow): string {
  return new URL(origin).host;
}
