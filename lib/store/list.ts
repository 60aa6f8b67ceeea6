import { Dexie, type Table } from 'dexie';
import type { ListQuery, Page } from '../assistants/ports.ts';

type Ordered = { readonly local: { readonly order: number } };

type Index = {
  /** `local.order`, or a compound index that ends in it. */
  readonly name: string;
  /** What a compound index begins with. */
  readonly owner?: readonly string[];
};

/** One page of rows in creation order, of a table that is keyed by the rows' ids. */
export function listPage<T extends Ordered>(table: Table<T, string>, index: Index, query: ListQuery): Promise<Page<T>> {
  return listPageBy(table, (id) => table.get(id), index, query);
}

/** `find` gives the row that `after` or `before` names; an unknown one gives the first page, as the hosted API did for deleted objects. */
export async function listPageBy<T extends Ordered, Key>(
  table: Table<T, Key>,
  find: (id: string) => Promise<T | undefined>,
  index: Index,
  { limit, order, after, before }: ListQuery,
): Promise<Page<T>> {
  const [afterRow, beforeRow] = await Promise.all([
    after === undefined ? undefined : find(after),
    before === undefined ? undefined : find(before),
  ]);
  // In a descending list, what comes after an object is older than it.
  const [above, below] = order === 'asc' ? [afterRow, beforeRow] : [beforeRow, afterRow];
  const key = (value: unknown) => (index.owner === undefined ? value : [...index.owner, value]);
  const range = table
    .where(index.name)
    .between(key(above?.local.order ?? Dexie.minKey), key(below?.local.order ?? Dexie.maxKey), false, false);
  // With `before` alone the page is the one that ends right before that row, so it is read from there and turned round.
  const turned = beforeRow !== undefined && afterRow === undefined;
  const downwards = (order === 'desc') !== turned;
  const rows = await (downwards ? range.reverse() : range).limit(limit + 1).toArray();
  const page = rows.slice(0, limit);
  return { data: turned ? page.reverse() : page, has_more: rows.length > limit };
}
