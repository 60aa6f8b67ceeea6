import { describe, expect, it } from 'vitest';
import { DAYS, firstDay, type RunUsage, usageByDay } from '../../../lib/panel/options/usage-by-day.ts';

const NOW = new Date(2026, 10, 21, 15, 30).getTime();

function run(at: Date, model: string, tokens: number): RunUsage {
  const used = { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens };
  return { created_at: Math.floor(at.getTime() / 1000), model, used };
}

const cents = ({ model, used }: RunUsage) => (model === 'unknown' ? null : used.total_tokens / 100);

describe('usage by day', () => {
  it('tells of thirty days without gaps, today last', () => {
    const { days, totals, unpriced } = usageByDay([], cents, NOW);
    expect(days).toHaveLength(DAYS);
    expect(new Date(days.at(-1)?.at ?? 0)).toEqual(new Date(2026, 10, 21));
    expect(days[0]?.at).toBe(firstDay(NOW));
    expect(new Date(firstDay(NOW))).toEqual(new Date(2026, 9, 23));
    expect([totals, unpriced]).toEqual([[], false]);
  });

  it('counts an answer on the day on which it was asked here, at midnight already on the next', () => {
    const runs = [
      run(new Date(2026, 10, 20, 23, 59, 59), 'a', 1),
      run(new Date(2026, 10, 21), 'a', 2),
      run(new Date(2026, 10, 21, 15), 'a', 4),
    ];
    const { days } = usageByDay(runs, cents, NOW);
    expect(days.slice(-2).map(({ models }) => models.map(({ answers, tokens }) => [answers, tokens]))).toEqual([
      [[1, 1]],
      [[2, 6]],
    ]);
  });

  it('puts the model with the most tokens first, on every day', () => {
    const today = new Date(NOW);
    const runs = [run(today, 'small', 5), run(new Date(2026, 10, 1), 'large', 100), run(today, 'large', 1)];
    const { totals, days } = usageByDay(runs, cents, NOW);
    expect(totals.map(({ model, answers, tokens }) => [model, answers, tokens])).toEqual([
      ['large', 2, 101],
      ['small', 1, 5],
    ]);
    expect(days.at(-1)?.models.map(({ model }) => model)).toEqual(['large', 'small']);
  });

  it('sums what is known to cost something, and says that something is left out', () => {
    const today = new Date(NOW);
    const { totals, unpriced } = usageByDay([run(today, 'known', 50), run(today, 'unknown', 70)], cents, NOW);
    expect(totals.map(({ usd }) => usd)).toEqual([null, 0.5]);
    expect(unpriced).toBe(true);
  });

  it('takes days as long as they are where clocks are changed', () => {
    const { days } = usageByDay([], cents, new Date(2026, 10, 5).getTime());
    const lengths = days.slice(1).map(({ at }, index) => at - (days[index]?.at ?? 0));
    for (const length of lengths) expect([23, 24, 25].map((hours) => hours * 3_600_000)).toContain(length);
    expect(days.every(({ at }) => new Date(at).getHours() === 0)).toBe(true);
  });
});
