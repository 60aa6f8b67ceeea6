import type { Table } from 'dexie';
import type { Connection } from '../../models/connection.ts';
import type { DataProgress } from '../../panel/options/data-model.ts';
import type { Database, SettingRow } from '../database.ts';
import { blobsIn, encode, readBlobs } from './encode.ts';
import { FORMAT, FORMAT_VERSION, type Header, OWN_SETTINGS, PARTS, type TableName } from './format.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DataProgress) => void;
  /** Unix milliseconds. */
  readonly now: number;
};

/** Rows that are read at once, and of those that have megabytes each. */
const STEP = 100;
const STEP_OF_FILES = 4;
/** Characters of lines that are kept in memory before they go into a blob, which browsers keep on disk once it is large. */
const BUFFER = 4_000_000;

/**
 * Everything but the keys as one file: a header, one line of JSON a row, and a last line that tells it is whole. All rows are of one
 * moment. Rejects with the signal's reason.
 */
export async function exportDatabase(db: Database, { signal, onProgress, now }: Options): Promise<Blob> {
  const parts: BlobPart[] = [];
  let lines: string[] = [];
  let length = 0;
  const flush = () => {
    parts.push(new Blob(lines));
    lines = [];
    length = 0;
  };
  const write = (line: string) => {
    lines.push(line, '\n');
    length += line.length;
    if (length > BUFFER) flush();
  };
  // Their bytes cannot be read while the transaction waits.
  const withBlobs: { readonly place: number; readonly table: TableName; readonly row: unknown }[] = [];

  await db.transaction(
    'r',
    PARTS.map(({ table }) => db.table(table)),
    async () => {
      const rows: Record<string, number> = {};
      for (const { table } of PARTS) rows[table] = await countOf(db, table);
      const of = Object.values(rows).reduce((sum, count) => sum + count, 0);
      const header: Header = {
        ...{ format: FORMAT, version: FORMAT_VERSION, database_version: db.verno },
        ...{ exported_at: new Date(now).toISOString(), rows },
      };
      write(encode(header));
      let done = 0;
      for (const { table } of PARTS)
        for (
          let next = await readRows(db.table(table));
          next.rows.length > 0;
          next = await readRows(db.table(table), next.last)
        ) {
          signal.throwIfAborted();
          for (const row of next.rows) {
            if (isOwnSetting(table, row)) continue;
            if (blobsIn(row).length === 0) write(lineOf(table, row));
            else {
              flush();
              withBlobs.push({ place: parts.push('') - 1, table, row });
            }
          }
          done += next.rows.length;
          onProgress({ done, of });
        }
      write(encode({ end: of }));
    },
  );
  flush();
  for (const { place, table, row } of withBlobs) {
    signal.throwIfAborted();
    parts[place] = `${lineOf(table, row, await readBlobs(row))}\n`;
  }
  return new Blob(parts, { type: 'application/jsonl' });
}

async function countOf(db: Database, table: TableName): Promise<number> {
  const count = await db.table(table).count();
  if (table !== 'settings') return count;
  return (
    count -
    (await db.settings
      .where('key')
      .anyOf([...OWN_SETTINGS])
      .count())
  );
}

function isOwnSetting(table: TableName, row: unknown): boolean {
  return table === 'settings' && OWN_SETTINGS.includes((row as SettingRow).key);
}

/** The next few behind a key, in the order of their keys. */
async function readRows(table: Table<unknown, unknown>, after?: unknown) {
  const rest = after === undefined ? table.orderBy(':id') : table.where(':id').above(after);
  const keys = await rest.limit(table.name === 'file_contents' ? STEP_OF_FILES : STEP).primaryKeys();
  const rows = await table.bulkGet(keys);
  return { rows: rows.filter((row) => row !== undefined), last: keys.at(-1) };
}

function lineOf(table: TableName, row: unknown, blobs?: ReadonlyMap<Blob, string>): string {
  return encode({ table, row: table === 'connections' ? withoutHint(row as Connection) : row }, blobs);
}

/** No part of a key leaves the browser, not even its last characters. */
function withoutHint(connection: Connection): Connection {
  return { ...connection, key_hint: null };
}
