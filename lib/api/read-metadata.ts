import type { Metadata } from '../assistants/objects.ts';
import { lengthOf, longPropertyName, tooManyProperties } from './read-refusals.ts';
import { type Reader, record, string } from './readers.ts';

const MOST_PAIRS = 16;
const LONGEST_KEY = 64;
const value = string({ max: 512 });

/** At most 16 pairs, keys of at most 64 characters, values of at most 512. */
export const metadata: Reader<Metadata> = (given, at) => {
  const pairs = Object.entries(record(given, at));
  if (pairs.length > MOST_PAIRS) throw tooManyProperties(at, pairs.length, MOST_PAIRS);
  return Object.fromEntries(
    pairs.map(([key, one]) => {
      if (lengthOf(key) > LONGEST_KEY) throw longPropertyName(at, key, LONGEST_KEY);
      return [key, value(one, `${at}.${key}`)];
    }),
  );
};
