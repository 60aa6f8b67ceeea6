import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/bench/bundle.ts';
import { faultsIn } from '../../scripts/bench/fidelity/case.ts';
import { type CaseBrowser, openCaseBrowser } from '../../scripts/bench/fidelity/in-browser.ts';
import { AREAS } from '../fixtures/fidelity/index.ts';

let browser: CaseBrowser;

beforeAll(async () => {
  browser = await openCaseBrowser([await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' })]);
});

afterAll(() => browser?.close());

describe.each(AREAS)('markdown of $area', ({ cases }) => {
  it.each(cases)('$name', async (one) => {
    const [markdown] = await browser.evaluate(one, ['Promise.resolve(capture.main()).then((page) => page.markdown)']);
    expect({ faults: faultsIn(String(markdown), one), markdown }).toMatchObject({ faults: [] });
  });
});
