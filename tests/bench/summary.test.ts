import { describe, expect, it } from 'vitest';
import type { Case } from '../../scripts/bench/cases.ts';
import { summarize, table } from '../../scripts/bench/summary.ts';

const SHORT: Case = { id: 'short', operation: 'create', length: 10, base: 'short' };
const LONG: Case = { id: 'long', operation: 'create', length: 10_000, base: 'short', goal: 1.5 };

function summaryOf(short: readonly number[], long: readonly number[]) {
  return summarize(
    [SHORT, LONG],
    new Map([
      ['short', short],
      ['long', long],
    ]),
  );
}

describe("the benchmark's summary", () => {
  it('takes ratios round by round, so that a slow moment of the machine falls on both sides', () => {
    const [short, long] = summaryOf([1, 10, 2], [2, 10, 3]);
    expect(short?.milliseconds).toEqual({ median: 2, min: 1, max: 10 });
    expect(short?.ratio).toEqual({ median: 1, min: 1, max: 1 });
    expect(long?.ratio).toEqual({ median: 1.5, min: 1, max: 2 });
  });

  it('takes the mean of the two in the middle when the rounds are even', () => {
    expect(summaryOf([1, 1, 1, 1], [4, 1, 3, 2])[1]?.ratio.median).toBe(2.5);
  });

  it('marks a ratio that misses its goal', () => {
    expect(table(summaryOf([1], [1.4]))).not.toContain('MISSED');
    expect(table(summaryOf([1], [1.6]))).toMatch(/create a message +10,000 .* 1\.60 .*MISSED: at most 1\.5$/m);
  });
});
