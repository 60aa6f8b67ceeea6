import { describe, expect, it, vi } from 'vitest';
import { captureInSteps, capturePage } from '../../lib/page/capture-page.ts';
import { finish, inSlices, mapped, type Steps } from '../../lib/page/steps.ts';
import { parsePage } from './parse-page.ts';

const NOW = { now: 0 };
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));

const PAGES: Readonly<Record<string, (count: number) => string>> = {
  text: (count) => times(count, (index) => `<p>Paragraph ${index} says a little about <b>boats</b>.</p>`).join(''),
  list: (count) =>
    `<ul>${times(count, (index) => `<li>Harbour ${index} has <a href="/x">berths</a></li>`).join('')}</ul>`,
  table: (count) =>
    `<table><tr><th>a</th><th>b</th></tr>${times(count, (index) => `<tr><td>${index}</td><td>boats</td></tr>`).join('')}</table>`,
  listing: (count) => `<pre>${times(count, (index) => `<span>let a${index};</span>\n`).join('')}</pre>`,
  boxes: (count) => times(count, (index) => `<div><div><span>Box</span> ${index}</div></div>`).join(''),
};
const page = (kind: string, count: number) => parsePage(`<main><h1>Harbours</h1>${PAGES[kind]?.(count)}</main>`);

function stepsOf(kind: string, count: number): number {
  const steps = captureInSteps(page(kind, count), NOW);
  let all = 0;
  while (!steps.next().done) all += 1;
  return all;
}

describe('a slice', () => {
  it('ends before a step that says it is long, however early that is', async () => {
    function* work(): Steps<string> {
      yield;
      yield 'long';
      return 'done';
    }
    const pause = vi.fn(async () => undefined);
    expect(await inSlices(work(), { isDue: () => false, pause })).toBe('done');
    expect(pause).toHaveBeenCalledTimes(1);
  });

  it('tells the steps after it that others have had their turn', async () => {
    const told: unknown[] = [];
    function* work(): Steps<void> {
      told.push(yield, yield, yield 'long');
    }
    await inSlices(work(), { isDue: () => false, pause: async () => undefined });
    expect(told).toEqual([false, false, true]);
  });
});

describe('a capture in steps', () => {
  it.each(Object.keys(PAGES))('gives the same as one in a go: %s', (kind) => {
    const document = page(kind, 200);
    expect(finish(captureInSteps(document, NOW))).toEqual(capturePage(document, NOW));
  });

  it.each(Object.keys(PAGES))('takes more steps for more of a page, and no larger ones: %s', (kind) => {
    const [few, many] = [stepsOf(kind, 400), stepsOf(kind, 1600)];
    expect(many - few).toBeGreaterThan(1200 / 16);
    expect(many / few).toBeGreaterThan(3);
  });

  it('goes on when the page changes between steps', () => {
    const document = page('text', 400);
    const paragraphs = [...document.querySelectorAll('p')];
    const steps = captureInSteps(document, NOW);
    for (let index = 0; index < 6; index += 1) steps.next();
    for (const [index, paragraph] of paragraphs.entries()) if (index % 2 === 0) paragraph.remove();
    document.querySelector('main')?.append(document.createElement('section'));
    const { markdown } = finish(steps);
    expect(markdown).toContain('Paragraph 1 says');
    expect(markdown).toContain('Paragraph 399 says');
  });

  it('goes on when all of the page is gone', () => {
    const document = page('text', 400);
    const steps = captureInSteps(document, NOW);
    for (let index = 0; index < 6; index += 1) steps.next();
    document.body.replaceChildren();
    expect(finish(steps).markdown).toContain('Paragraph 1 says');
  });
});

describe('work in slices', () => {
  const numbers = Array.from({ length: 320 }, (_, index) => index);
  /** Every `due` steps make a slice. */
  function pace(due: number) {
    const counts = { steps: 0, pauses: 0 };
    return {
      counts,
      isDue: () => {
        counts.steps += 1;
        return counts.steps % due === 0;
      },
      pause: async () => {
        counts.pauses += 1;
      },
    };
  }

  it('is done at once where one slice is enough', () => {
    const one = pace(100);
    expect(
      inSlices(
        mapped(numbers, (number) => number * 2),
        one,
      ),
    ).toEqual(numbers.map((number) => number * 2));
    expect(one.counts).toEqual({ steps: 10, pauses: 0 });
  });

  it('pauses between slices and promises the rest', async () => {
    const three = pace(3);
    const result = inSlices(
      mapped(numbers, (number) => number * 2),
      three,
    );
    expect(result).toBeInstanceOf(Promise);
    expect(three.counts).toEqual({ steps: 3, pauses: 1 });
    expect(await result).toEqual(numbers.map((number) => number * 2));
    expect(three.counts).toEqual({ steps: 10, pauses: 3 });
  });

  it('fails with what the work fails with', async () => {
    const fails = mapped(numbers, (number) => {
      if (number === 300) throw new RangeError('no more');
    });
    await expect(inSlices(fails, pace(2))).rejects.toThrow('no more');
  });
});
