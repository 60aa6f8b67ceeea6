import { Dexie, type Table } from 'dexie';
import type { ListQuery, Page } from '../assistants/ports.ts';

type Ordered = { readonly local: { readonly order: number } };

/**
 * One page of rows in creation order. `index` is `local.order`, or a compound index that ends in it and starts with `owner`.
 * `after` and `before` are ids; an unknown one gives the first page, as the hosted API did for deleted objects.
 */
export async function listPage<T extends Ordered>(
  table: Table<T, string>,
  index: { readonly name: string; readonly owner?: string },
  { limit, order, after, before }: ListQuery,
): Promise<Page<T>> {
  const [afterRow, beforeRow] = await Promise.all([
    after === undefined ? undefined : table.get(after),
    before === undefined ? undefined : table.get(before),
  ]);
  // In a descending list, what comes after an object is older than it.
  const [above, below] = order === 'asc' ? [afterRow, beforeRow] : [beforeRow, afterRow];
  const key = (value: unknown) => (index.owner === undefined ? value : [index.owner, value]);
  const range = table
    .where(index.name)
    .between(key(above?.local.order ?? Dexie.minKey), key(below?.local.order ?? Dexie.maxKey), false, false);
  const rows = await (order === 'desc' ? range.reverse() : range).limit(limit + 1).toArray();
  return { data: rows.slice(0, limit), has_more: rows.length > limit };
}
