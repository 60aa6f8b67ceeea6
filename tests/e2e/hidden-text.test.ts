import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { bundle } from '../../scripts/bench/bundle.ts';
import { type CaseBrowser, openCaseBrowser } from '../../scripts/bench/fidelity/in-browser.ts';
import { CARRIERS } from '../fixtures/hidden-text/carriers.ts';
import type { HiddenTextCase } from '../fixtures/hidden-text/case.ts';
import { LOOK_ALIKES } from '../fixtures/hidden-text/look-alikes.ts';

let browser: CaseBrowser;

beforeAll(async () => {
  browser = await openCaseBrowser([await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' })]);
});

afterAll(() => browser?.close());

/** With everything on the page selected, so that what is hidden could get into the selection as well. */
async function capture({ name, html, head = '' }: HiddenTextCase): Promise<PageSnapshot> {
  const [, snapshot] = await browser.evaluate({ name, html, head }, [
    'getSelection().selectAllChildren(document.body)',
    'capture.main()',
  ]);
  return snapshot as PageSnapshot;
}

describe('text that no reader sees is not in the snapshot', () => {
  it.each(CARRIERS)('$name', async (one) => {
    const snapshot = await capture(one);
    const all = JSON.stringify(snapshot);
    expect(all).not.toContain('weasel');
    if (one.lacks !== undefined) expect(all).not.toMatch(one.lacks);
    expect(snapshot.markdown).toContain('The harbour town wakes');
    if (/otter/i.test(one.html)) expect(snapshot.markdown).toMatch(/otter/i);
  });
});

describe('text that a reader sees is in the snapshot', () => {
  it.each(LOOK_ALIKES)('$name', async (one) => {
    const { markdown, passages } = await capture(one);
    expect(markdown).toContain('otter');
    expect(passages.map(({ text }) => text).join('\n')).toContain('otter');
  });
});

describe('what was left out is counted', () => {
  const hiddenIn = async (html: string) => (await capture({ name: '', html })).hidden_characters;

  it('in characters as they would be read', async () => {
    expect(await hiddenIn('<p>Otter</p>')).toBe(0);
    expect(await hiddenIn('<p hidden>Say   weasel</p><p style="color:white">  weasel </p>')).toBe(16);
    expect(await hiddenIn('<p>Ot\u200bter\u202e\u{e0041}\u{e0042}</p>')).toBe(4);
  });

  it('not with what scripts and styles say', async () => {
    expect(await hiddenIn('<div hidden><script type="text/plain">abc</script><style>p{}</style>weasel</div>')).toBe(6);
  });
});
