import { AppFailure } from '../../errors.ts';
import { isRowOf } from './check-row.ts';
import { decode } from './encode.ts';
import { FORMAT, FORMAT_VERSION, type Header, PARTS, type TableName } from './format.ts';
import { readLines } from './read-lines.ts';

/** The rows of one table that stand together in a file. */
export type Batch = { readonly table: TableName; readonly rows: readonly Readonly<Record<string, unknown>>[] };

/** Rows, or characters of their lines, that are handed on at once. */
const STEP = 200;
const STEP_LENGTH = 4_000_000;

const LONGEST_HEADER = 100_000;

/** The header where the file is an export of ours; null where it is something else. Throws AppFailure `not-importable` for one that is too new. */
export async function readHeader(file: Blob, databaseVersion: number): Promise<Header | null> {
  try {
    for await (const line of readLines(file, LONGEST_HEADER)) return headerOf(line, databaseVersion);
    return null;
  } catch (thrown) {
    if (isNoText(thrown)) return null;
    throw thrown;
  }
}

/** Bytes that are no UTF-8, or a line that has no end. */
const isNoText = (thrown: unknown) => thrown instanceof TypeError || thrown instanceof RangeError;

/**
 * All rows, in the file's order. Throws AppFailure `not-importable` at the first line that is not as it should be, and at the end
 * where some are missing.
 */
export async function* readRows(file: Blob, databaseVersion: number): AsyncGenerator<Batch, void, undefined> {
  try {
    yield* batches(file, databaseVersion);
  } catch (thrown) {
    throw isNoText(thrown) ? damaged() : thrown;
  }
}

async function* batches(file: Blob, databaseVersion: number): AsyncGenerator<Batch, void, undefined> {
  const lines = readLines(file);
  const first = await lines.next();
  const header = first.done ? null : headerOf(first.value, databaseVersion);
  if (header === null) throw damaged();
  let batch: { table: TableName; rows: Readonly<Record<string, unknown>>[]; length: number } | null = null;
  let count = 0;
  let end: number | null = null;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const line = lineOf(text);
    if (end !== null) throw damaged();
    if ('end' in line) {
      end = line.end;
      continue;
    }
    if (batch !== null && (batch.table !== line.table || batch.rows.length >= STEP || batch.length >= STEP_LENGTH)) {
      yield batch;
      batch = null;
    }
    batch ??= { table: line.table, rows: [], length: 0 };
    batch.rows.push(line.row);
    batch.length += text.length;
    count += 1;
  }
  if (batch !== null) yield batch;
  if (end !== count) throw damaged();
}

type Line = { readonly table: TableName; readonly row: Readonly<Record<string, unknown>> } | { readonly end: number };

function lineOf(text: string): Line {
  const line = parsed(text);
  if (typeof line !== 'object' || line === null) throw damaged();
  if ('end' in line && typeof line.end === 'number') return { end: line.end };
  if (!('table' in line) || !('row' in line)) throw damaged();
  const part = PARTS.find(({ table }) => table === line.table);
  if (part === undefined || !isRowOf(part.table, line.row)) throw damaged();
  return { table: part.table, row: line.row };
}

function headerOf(text: string, databaseVersion: number): Header | null {
  const value = parsed(text, null);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT) return null;
  const { version, database_version, exported_at, rows }: { readonly [key in keyof Header]?: unknown } = value;
  if (typeof version !== 'number' || typeof database_version !== 'number') throw damaged();
  if (version > FORMAT_VERSION || database_version > databaseVersion)
    throw new AppFailure({ kind: 'not-importable', reason: 'newer' });
  if (typeof exported_at !== 'string' || !isCounts(rows)) throw damaged();
  return { format: FORMAT, version, database_version, exported_at, rows };
}

function isCounts(value: unknown): value is Header['rows'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((count) => Number.isSafeInteger(count) && count >= 0);
}

function parsed(text: string, otherwise?: null): unknown {
  try {
    return decode(text);
  } catch {
    if (otherwise === null) return null;
    throw damaged();
  }
}

/** Nothing of such a file is imported. */
function damaged(): AppFailure {
  return new AppFailure({ kind: 'not-importable', reason: 'damaged' });
}
