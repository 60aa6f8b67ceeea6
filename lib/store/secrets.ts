import { Dexie, type Table } from 'dexie';

/** A key and the one origin it may be sent to. */
export type SecretRow = { readonly connection_id: string; readonly origin: string; readonly key: string };

/**
 * Keys in a database of their own, so that no export, live query or copy of the other one can carry them. Stored unencrypted
 * in the browser profile: the options page says so.
 */
export class Secrets extends Dexie {
  declare readonly secrets: Table<SecretRow, string>;

  constructor(name = 'sitethread-secrets') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ secrets: 'connection_id' });
  }

  async put(row: SecretRow): Promise<void> {
    await this.secrets.put(row);
  }

  async remove(connectionId: string): Promise<void> {
    await this.secrets.delete(connectionId);
  }

  /** Null when there is no key, or when it belongs to another origin than the one asked for. */
  async keyFor(connectionId: string, origin: string): Promise<string | null> {
    const row = await this.secrets.get(connectionId);
    return row?.origin === origin ? row.key : null;
  }
}
