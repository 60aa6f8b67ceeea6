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

describe('a page that its scripts have not drawn', () => {
  const KEPT = '<p>The weasel waits for its scripts.</p>'.repeat(20);
  const noscript = `<noscript>${KEPT}</noscript>`;
  const waiting = `<main style="visibility:hidden;min-height:100vh">${KEPT}</main>`;

  async function shown(body: string): Promise<PageSnapshot> {
    const draw = `document.body.innerHTML = ${JSON.stringify(body)}; undefined`;
    const [, snapshot] = await browser.evaluate({ name: '', html: '' }, [draw, 'capture.main()']);
    return snapshot as PageSnapshot;
  }

  it.each([
    ['for browsers without scripts', `<div id="root"></div>${noscript}`],
    ['laid out and waiting', waiting],
  ])('is read where it shows nothing at all, as it is kept %s', async (_how, body) => {
    expect((await shown(body)).markdown).toContain('The weasel waits');
  });

  it.each([
    ['a word', '<p>Otter</p>'],
    ['a picture', '<img src="/a.png" width="640" height="400" alt="">'],
    ['a drawing', '<svg width="640" height="400"><circle r="90"/></svg>'],
    ['a canvas', '<canvas width="640" height="400"></canvas>'],
    ['a picture in the background', '<div style="height:400px;background:url(/a.png)"></div>'],
    ['what a style sheet writes', '<style>#x::before{content:"Otter"}</style><div id="x" style="height:40px"></div>'],
    ['a field', '<input>'],
  ])('keeps that to itself where it shows %s', async (_what, drawn) => {
    for (const kept of [noscript, waiting])
      expect(JSON.stringify(await shown(`${drawn}${kept}`))).not.toContain('weasel');
  });
});
