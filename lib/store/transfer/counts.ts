import type { DataCounts, DataKind } from '../../panel/options/data-model.ts';
import type { Database } from '../database.ts';
import type { TableName } from './format.ts';

/** What people have a word for; the other tables are parts of these. */
const KINDS: readonly DataKind[] = [
  'threads',
  'messages',
  'runs',
  'files',
  'assistants',
  'connections',
  'prompts',
  'settings',
];

/** Rows by table. */
export type Tally = Map<TableName, number>;

export function tally(counts: Tally, table: TableName, count: number): void {
  counts.set(table, (counts.get(table) ?? 0) + count);
}

export function countsOf(counts: ReadonlyMap<TableName, number>): DataCounts {
  const count = (kind: DataKind) => counts.get(kind) ?? 0;
  return {
    ...{ threads: count('threads'), messages: count('messages'), runs: count('runs'), files: count('files') },
    ...{
      assistants: count('assistants'),
      connections: count('connections'),
      prompts: count('prompts'),
      settings: count('settings'),
    },
  };
}

/** What is stored now. */
export async function countRows(db: Database): Promise<DataCounts> {
  const counts = await Promise.all(KINDS.map(async (kind) => [kind, await db[kind].count()] as const));
  return countsOf(new Map(counts));
}
