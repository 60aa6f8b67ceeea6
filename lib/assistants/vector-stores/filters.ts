import type { Attributes } from '../objects.ts';

type Value = string | number | boolean;

export type ComparisonFilter =
  | { readonly type: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly key: string; readonly value: Value }
  | { readonly type: 'in' | 'nin'; readonly key: string; readonly value: readonly (string | number)[] };

export type CompoundFilter = { readonly type: 'and' | 'or'; readonly filters: readonly Filter[] };

export type Filter = ComparisonFilter | CompoundFilter;

/**
 * Whether a file with these attributes passes. Numbers are compared with numbers and strings with strings. A file without the
 * attribute passes `ne` and `nin` alone.
 */
export function passes(filter: Filter, attributes: Attributes | null): boolean {
  switch (filter.type) {
    case 'and':
      return filter.filters.every((one) => passes(one, attributes));
    case 'or':
      return filter.filters.some((one) => passes(one, attributes));
    default:
      return compares(filter, attributes?.[filter.key]);
  }
}

function compares(filter: ComparisonFilter, own: Value | undefined): boolean {
  switch (filter.type) {
    case 'eq':
      return own === filter.value;
    case 'ne':
      return own !== filter.value;
    case 'in':
      return typeof own !== 'boolean' && own !== undefined && filter.value.includes(own);
    case 'nin':
      return typeof own === 'boolean' || own === undefined || !filter.value.includes(own);
    case 'gt':
      return areAlike(own, filter.value) && own > filter.value;
    case 'gte':
      return areAlike(own, filter.value) && own >= filter.value;
    case 'lt':
      return areAlike(own, filter.value) && own < filter.value;
    case 'lte':
      return areAlike(own, filter.value) && own <= filter.value;
  }
}

function areAlike(own: Value | undefined, value: Value): own is string | number {
  return typeof own === typeof value && typeof own !== 'boolean';
}
