import { Dexie, type Table } from 'dexie';
import type { KeyKeeping } from '../../protocol.ts';
import type { PassphraseLock, Sealed } from './sealing.ts';

/** A key, the one origin it may be sent to, and the id of the data key that it is sealed with. */
export type SecretRow = {
  readonly connection_id: string;
  readonly origin: string;
  readonly key_id: string;
  readonly sealed: Sealed;
};

/** As version 1 stored them. They are sealed when the keys are first asked for. */
export type PlainRow = { readonly connection_id: string; readonly origin: string; readonly key: string };

/** How keys are kept, and the data key of it. `lock` where a passphrase guards that. */
export type KeepingRow = {
  readonly id: 'keeping';
  readonly keeping: KeyKeeping;
  readonly key_id: string;
  readonly lock?: PassphraseLock;
};

/** Keys in a database of their own, so that no export, live query or copy of the other one can carry them. */
export class SecretsDatabase extends Dexie {
  declare readonly secrets: Table<SecretRow | PlainRow, string>;
  declare readonly keeping: Table<KeepingRow, string>;

  constructor(name = 'sitethread-secrets') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ secrets: 'connection_id' });
    this.version(2).stores({ keeping: 'id' });
  }
}
