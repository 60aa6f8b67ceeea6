import type { Filter } from '../assistants/vector-stores/filters.ts';
import type { StoreSearch } from '../assistants/vector-stores/search.ts';
import { tooDeep, wrongType } from './read-refusals.ts';
import { boolean, byType, decimal, fields, integer, list, oneOf, optional, type Reader, string } from './readers.ts';

/** Results of one search unless it says otherwise. */
const USUAL_RESULTS = 10;

const scalar: Reader<string | number | boolean> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw wrongType(at, 'one of a string, number, or boolean', value);
};

const textOrNumber: Reader<string | number> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw wrongType(at, 'one of a string or number', value);
};

const comparison = <const T extends string>(type: T) => fields({ type: oneOf(type), key: string(), value: scalar });
const choice = <const T extends string>(type: T) =>
  fields({ type: oneOf(type), key: string(), value: list(textOrNumber) });

/** Deeper ones are nobody's, and reading them would take more stack than there is. */
const MOST_DEPTH = 32;

const filter: Reader<Filter> = (value, at) => {
  if (at.split('.').length > MOST_DEPTH) throw tooDeep('filters', MOST_DEPTH);
  return anyFilter(value, at);
};

const anyFilter = byType({
  eq: comparison('eq'),
  ne: comparison('ne'),
  gt: comparison('gt'),
  gte: comparison('gte'),
  lt: comparison('lt'),
  lte: comparison('lte'),
  in: choice('in'),
  nin: choice('nin'),
  and: fields({ type: oneOf('and'), filters: list(filter) }),
  or: fields({ type: oneOf('or'), filters: list(filter) }),
});

const queries: Reader<readonly string[]> = (value, at) => {
  if (typeof value === 'string') return [string({ min: 1 })(value, at)];
  if (Array.isArray(value)) return list(string({ min: 1 }), { min: 1 })(value, at);
  throw wrongType(at, 'one of a string or array of strings', value);
};

const search = fields({
  query: queries,
  rewrite_query: optional(boolean),
  max_num_results: optional(integer({ min: 1, max: 50 })),
  filters: optional(filter),
  ranking_options: optional(
    fields({
      ranker: optional(oneOf('none', 'auto', 'default-2024-11-15')),
      score_threshold: optional(decimal({ min: 0, max: 1 })),
    }),
  ),
});

/** There is one ranker here, and queries are searched for as they are: `ranker` and `rewrite_query` change nothing. */
export const storeSearch: Reader<Omit<StoreSearch, 'store_ids'>> = (value, at) => {
  const { query, max_num_results, filters, ranking_options } = search(value, at);
  return {
    queries: query,
    max_num_results: max_num_results ?? USUAL_RESULTS,
    score_threshold: ranking_options?.score_threshold ?? 0,
    filters: filters ?? null,
  };
};
