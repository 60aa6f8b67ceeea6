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
  const file = createFile();
  await db.transaction(
    'r',
    PARTS.map(({ table }) => db.table(table)),
    async () => {
      const header = await headerOf(db, now);
      const of = Object.values(header.rows).reduce((sum, count) => sum + count, 0);
      file.write(encode(header));
      let done = 0;
      for (const { table } of PARTS)
        for await (const rows of batches(db.table(table))) {
          signal.throwIfAborted();
          for (const row of rows) if (!isOwnSetting(table, row)) file.add(table, row);
          done += rows.length;
          onProgress({ done, of });
        }
      file.write(encode({ end: of }));
    },
  );
  return file.whole(signal);
}

async function headerOf(db: Database, now: number): Promise<Header> {
  const rows: Record<string, number> = {};
  for (const { table } of PARTS) rows[table] = await countOf(db, table);
  return {
    ...{ format: FORMAT, version: FORMAT_VERSION, database_version: db.verno },
    ...{ exported_at: new Date(now).toISOString(), rows },
  };
}

/** Lines in their order. Those of rows with blobs are left open until the transaction is over: no blob can be read while one waits. */
function createFile() {
  const parts: BlobPart[] = [];
  const open: { readonly place: number; readonly table: TableName; readonly row: unknown }[] = [];
  let lines: string[] = [];
  let length = 0;

  function flush(): void {
    parts.push(new Blob(lines));
    [lines, length] = [[], 0];
  }

  function write(line: string): void {
    lines.push(line, '\n');
    length += line.length;
    if (length > BUFFER) flush();
  }

  return {
    write,

    add(table: TableName, row: unknown): void {
      if (blobsIn(row).length === 0) return write(lineOf(table, row));
      flush();
      open.push({ place: parts.push('') - 1, table, row });
    },

    async whole(signal: AbortSignal): Promise<Blob> {
      flush();
      for (const { place, table, row } of open) {
        signal.throwIfAborted();
        parts[place] = `${lineOf(table, row, await readBlobs(row))}\n`;
      }
      return new Blob(parts, { type: 'application/jsonl' });
    },
  };
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

/** All rows in the order of their keys, a few at a time. */
async function* batches(table: Table<unknown, unknown>): AsyncGenerator<readonly unknown[]> {
  const most = table.name === 'file_contents' ? STEP_OF_FILES : STEP;
  let last: unknown;
  for (;;) {
    const rest = last === undefined ? table.orderBy(':id') : table.where(':id').above(last);
    const keys = await rest.limit(most).primaryKeys();
    if (keys.length === 0) return;
    yield (await table.bulkGet(keys)).filter((row) => row !== undefined);
    last = keys.at(-1);
  }
}

function lineOf(table: TableName, row: unknown, blobs?: ReadonlyMap<Blob, string>): string {
  return encode({ table, row: table === 'connections' ? withoutHint(row as Connection) : row }, blobs);
}

/** No part of a key leaves the browser, not even its last characters. */
function withoutHint(connection: Connection): Connection {
  return { ...connection, key_hint: null };
}
