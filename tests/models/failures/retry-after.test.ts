import { expect, it } from 'vitest';
import { retryAfter } from '../../../lib/models/failures/retry-after.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

it.each<[string, Record<string, string>, number | null]>([
  ['seconds', { 'retry-after': '2' }, 2],
  ['an hour', { 'retry-after': '3600' }, 3600],
  ['a fraction, rounded up', { 'retry-after': '0.2' }, 1],
  ['a date', { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30],
  ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
  [
    'a date by the clock of the server, which is ten minutes ahead',
    { 'retry-after': 'Fri, 20 Nov 2026 12:10:30 GMT', date: 'Fri, 20 Nov 2026 12:10:00 GMT' },
    30,
  ],
  ['milliseconds', { 'retry-after-ms': '1500', 'retry-after': '9' }, 2],
  ['nothing', {}, null],
  ['nonsense', { 'retry-after': 'soon' }, null],
])('reads %s', (_name, headers, seconds) => {
  expect(retryAfter(new Headers(headers), NOW)).toBe(seconds);
});
