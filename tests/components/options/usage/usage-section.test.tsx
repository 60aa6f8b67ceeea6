import { describe, expect, it, vi } from 'vitest';
import { UsageSection } from '../../../../components/options/usage/usage-section.tsx';
import { usageByDay } from '../../../../lib/panel/options/usage-by-day.ts';
import { draw, fire } from '../../surface.ts';

vi.mock('../../../../lib/i18n/index.ts', () => import('../../english.ts'));

const NOW = new Date(2026, 10, 21, 15).getTime();

function report(...used: readonly (readonly [daysAgo: number, model: string, tokens: number, usd: number | null])[]) {
  const runs = used.map(([daysAgo, model, tokens, usd]) => ({
    created_at: Math.floor(new Date(2026, 10, 21 - daysAgo, 12).getTime() / 1000),
    ...{ model, usd, used: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens } },
  }));
  return usageByDay(runs, ({ usd }) => usd, NOW);
}

const cells = (root: Element) =>
  [...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map(({ textContent }) => textContent));

const bars = (root: Element) =>
  [...root.querySelectorAll('rect[data-series]')].map((bar) => [
    Number(bar.getAttribute('data-series')),
    Number(bar.getAttribute('height')),
  ]);

describe('the usage of the last days', () => {
  it('says so where there is none', () => {
    const { root } = draw(<UsageSection report={report()} />);
    expect(root.textContent).toContain('No model has answered in this time.');
    expect(root.querySelector('svg')).toBeNull();
  });

  it('is a bar for every day with a part for every model, and a table of them', () => {
    const { root } = draw(
      <UsageSection report={report([0, 'big', 900, 0.9], [0, 'small', 100, 0.1], [3, 'big', 500, 0.5])} />,
    );
    expect(root.querySelectorAll('svg g')).toHaveLength(30);
    expect(bars(root)).toEqual([
      [0, 60],
      [0, 108],
      [1, 12],
    ]);
    expect(cells(root)).toEqual([
      ['big', '2', '1,400', '$1.40'],
      ['small', '1', '100', '$0.10'],
    ]);
    expect(root.querySelector('svg')?.getAttribute('aria-label')).toContain('1,000');
  });

  it('draws the cost where that is wanted, and says what it leaves out', () => {
    const { root } = draw(<UsageSection report={report([0, 'priced', 10, 2], [0, 'free of prices', 900, null])} />);
    expect(root.textContent).toContain('The price of some answers is unknown.');
    const [, cost] = root.querySelectorAll('input[type=radio]');
    fire(cost as Element, 'change');
    expect(bars(root)).toEqual([[1, 120]]);
    expect(cells(root)[0]?.at(-1)).toBe('–');
  });

  it('draws no cost where no price is known, and says so', () => {
    const { root } = draw(<UsageSection report={report([0, 'free of prices', 900, null])} />);
    expect(root.querySelector('svg')).not.toBeNull();
    fire(root.querySelectorAll('input[type=radio]')[1] as Element, 'change');
    expect(root.querySelector('svg')).toBeNull();
    expect(root.textContent).not.toContain('$0');
    expect(root.textContent).toContain('The price of some answers is unknown.');
  });

  it('gives the models beyond the fifth one colour', () => {
    const used = Array.from({ length: 8 }, (_, place) => [0, `m${place}`, 100 - place, null] as const);
    const { root } = draw(<UsageSection report={report(...used)} />);
    expect(new Set(bars(root).map(([series]) => series))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });
});
