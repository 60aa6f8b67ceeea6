import type { KeyPlace } from '../../lib/store/secrets/sealed-keys.ts';
import type { DataKey } from '../../lib/store/secrets/sealing.ts';
import { createSecrets, type Secrets } from '../../lib/store/secrets/secrets.ts';
import { SecretsDatabase } from '../../lib/store/secrets/secrets-database.ts';

/** A place for a data key that a test can look into and empty. */
export type FakePlace = KeyPlace & { key: DataKey | null };

function fakePlace(): FakePlace {
  const place: FakePlace = {
    key: null,
    read: async () => place.key,
    write: async (key) => {
      place.key = key;
    },
    erase: async () => {
      place.key = null;
    },
  };
  return place;
}

/** One profile: what is on its disk, what its session holds, and as many workers as a test starts on it. */
export function createProfile(name: string) {
  const device = fakePlace();
  const session = fakePlace();
  return {
    device,
    session,
    database: () => new SecretsDatabase(name),
    startWorker: (): Secrets => createSecrets({ db: new SecretsDatabase(name), device, session }),
    /** The browser closes: memory goes. */
    closeBrowser(): void {
      session.key = null;
    },
    /** Every byte on disk, as text. */
    async disk(): Promise<string> {
      const db = new SecretsDatabase(name);
      const rows = [...(await db.secrets.toArray()), ...(await db.keeping.toArray())];
      db.close();
      const legible = (_name: string, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
      return JSON.stringify([rows, device.key], legible);
    },
  };
}
