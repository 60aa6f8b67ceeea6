import { Dexie } from 'dexie';
import type { Message, MessageVersion, Run, RunStep, Thread } from '../../assistants/objects.ts';
import type { DataCounts, DataTask, ImportPreview, ImportResult } from '../../panel/options/data-model.ts';
import type { Database, SentRequestRow } from '../database.ts';
import { NEVER_READ_KEY, readEntries } from '../preferences.ts';
import { indexMessages, indexTitle } from '../search/message-words.ts';
import { withFiles } from '../threads/with-files.ts';
import { broughtBack } from './brought-back.ts';
import { countsOf, type Tally, tally } from './counts.ts';
import { endMessage, endRun, endStep } from './end-run.ts';
import { OWN_SETTINGS, PARTS, type TableName } from './format.ts';
import { type Batch, readHeader, readRows } from './read-export.ts';

type Row = Readonly<Record<string, unknown>>;

/** Reads the whole file, so that one that is cut off is known before anything is written. Null where it is no export of ours. */
export async function checkExport(db: Database, file: Blob, task: DataTask): Promise<ImportPreview | null> {
  const header = await readHeader(file, db.verno);
  if (header === null) return null;
  const of = sum(header.rows);
  const counts = new Map<TableName, number>();
  const hosts = new Set<string>();
  let done = 0;
  for await (const { table, rows } of readRows(file, db.verno)) {
    task.signal.throwIfAborted();
    tally(counts, table, rows.length);
    if (table === 'connections') for (const { base_url } of rows) hosts.add(hostOf(base_url));
    done += rows.length;
    task.onProgress({ done, of });
  }
  hosts.delete('');
  const exported_at = Date.parse(header.exported_at);
  return {
    source: 'sitethread',
    exported_at: Number.isNaN(exported_at) ? null : exported_at,
    counts: countsOf(counts),
    hosts: [...hosts],
    left_out: 0,
  };
}

/**
 * Adds what is not here yet, by its id, and leaves what is here as it is: of a thread that is here nothing is added, so that its
 * messages stay one conversation; one that was deleted and is not gone yet comes back. Sites that are never to be read are those of
 * here and of the file. Runs that were under way have ended. All of it in one transaction, or nothing. Null where it is no export of
 * ours. `now` in unix milliseconds.
 */
export async function importExport(
  db: Database,
  file: Blob,
  { signal, onProgress, now }: DataTask & { readonly now: number },
): Promise<ImportResult | null> {
  const header = await readHeader(file, db.verno);
  if (header === null) return null;
  const of = sum(header.rows);
  const batches = readRows(file, db.verno);
  const writer = createWriter(db, now);
  await db.transaction('rw', db.tables, async () => {
    let done = 0;
    // Reading takes longer than a transaction waits: it is kept open.
    for (let next = await Dexie.waitFor(batches.next()); !next.done; next = await Dexie.waitFor(batches.next())) {
      signal.throwIfAborted();
      await writer.write(next.value);
      done += next.value.rows.length;
      onProgress({ done, of });
    }
  });
  return writer.result();
}

function createWriter(db: Database, now: number) {
  /** Rows that were added, by table, which others go with. */
  const added = new Map<TableName, Set<unknown>>();
  const counted: { readonly added: Tally; readonly kept: Tally } = { added: new Map(), kept: new Map() };

  async function write({ table, rows }: Batch): Promise<void> {
    const owner = PARTS.find((part) => part.table === table)?.owner;
    const wanted = rows.filter((row) => {
      if (owner !== undefined) return added.get(owner.table)?.has(row[owner.key]) === true;
      return table !== 'settings' || !OWN_SETTINGS.includes(String(row['key']));
    });
    const ready = wanted.map((row) => asOfNow(table, row, now));
    const { fresh, changed } = await compare(db, table, ready);
    await db.table<unknown, unknown>(table).bulkPut([...fresh, ...changed]);
    await index(db, table, fresh);
    const ids = added.get(table) ?? new Set();
    for (const { id } of fresh) ids.add(id);
    added.set(table, ids);
    const count = fresh.length + changed.length;
    tally(counted.added, table, count);
    tally(counted.kept, table, rows.length - count);
  }

  return {
    write,
    result: (): { added: DataCounts; kept: DataCounts } => ({
      added: countsOf(counted.added),
      kept: countsOf(counted.kept),
    }),
  };
}

/** What is to be written: `fresh`, whose key no row has; `changed`, rows of here with what the file adds to them. */
type Compared = { readonly fresh: readonly Row[]; readonly changed: readonly Row[] };

async function compare(db: Database, table: TableName, rows: readonly Row[]): Promise<Compared> {
  // They get the next numbers here, which tell nothing but an order.
  if (table === 'sent_requests') return { fresh: rows, changed: [] };
  const { keyPath } = db.table(table).schema.primKey;
  const keyOf = (row: Row): unknown => (Array.isArray(keyPath) ? keyPath.map((path) => row[path]) : row[keyPath ?? '']);
  const here = await db.table<Row, unknown>(table).bulkGet(rows.map(keyOf));
  return {
    fresh: rows.filter((_, index) => here[index] === undefined),
    changed: rows.flatMap((row, index) => merged(table, row, here[index])),
  };
}

/** What is here stays as it is, but for these. */
function merged(table: TableName, row: Row, here: Row | undefined): readonly Row[] {
  if (here === undefined) return [];
  if (table === 'threads') return broughtBack(row as unknown as Thread, here as unknown as Thread);
  if (table !== 'settings' || row['key'] !== NEVER_READ_KEY) return [];
  const before = readEntries(here['value']);
  const more = readEntries(row['value']).filter((entry) => !before.includes(entry));
  return more.length === 0 ? [] : [{ ...here, value: [...before, ...more] }];
}

/** `now` in unix milliseconds. */
function asOfNow(table: TableName, row: Row, now: number): Row {
  const at = Math.floor(now / 1000);
  switch (table) {
    case 'threads':
      return imported(row as unknown as Thread, now) as unknown as Row;
    case 'runs':
      return endRun(row as unknown as Run, at) as unknown as Row;
    case 'messages':
      return endMessage(row as unknown as Message, at) as unknown as Row;
    case 'run_steps':
      return endStep(row as unknown as RunStep, at) as unknown as Row;
    case 'message_versions':
      return withFiles(row as unknown as MessageVersion);
    case 'sent_requests':
      return unnumbered(row as unknown as SentRequestRow, now) as unknown as Row;
    default:
      return row;
  }
}

/** One that a program has made stays known as such. */
function imported(thread: Thread, now: number): Thread {
  if (thread.local.site === null && thread.local.imported_at === undefined) return thread;
  return { ...thread, local: { ...thread.local, imported_at: now } };
}

/** The oldest are forgotten first, so that none may be of the future. */
function unnumbered({ number: _number, ...row }: SentRequestRow, now: number): SentRequestRow {
  return { ...row, at: Math.min(row.at, now) };
}

async function index(db: Database, table: TableName, rows: readonly Row[]): Promise<void> {
  if (table === 'messages') await indexMessages(db, rows as unknown as readonly Message[]);
  if (table === 'threads') for (const row of rows) await indexTitle(db, row as unknown as Thread);
}

function hostOf(address: unknown): string {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).host : '';
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);
