import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const OPEN = 'The crane on the open page stands on one leg all night and hears every fox long before it comes near.';
const FRAME = 'The mole in the open frame digs twenty metres of tunnel a day and swims very well when it has to.';
const PRIVATE = 'The owl in the private frame turns its head almost all the way round and never moves its eyes at all.';

let pages: Pages;
let firefox: Firefox;

beforeAll(async () => {
  const frame = (path: string) => `<iframe src="${path}" width="640" height="240"></iframe>`;
  pages = await servePages({
    nest: {
      '/': `<!doctype html><title>Animals</title><main><p>${OPEN}</p>${frame('/open')}${frame('/private/owl')}</main>`,
      '/open': `<!doctype html><p>${FRAME}</p>`,
      '/private/owl': `<!doctype html><p>${PRIVATE}</p>`,
    },
  });
  firefox = await launchFirefox();
});

afterAll(async () => {
  await firefox?.close();
  await pages?.close();
});

it('Firefox reads a page without the frame of its own site that is never to be read', async () => {
  const options = await firefox.openDocument('options.html');
  await options.waitForSelector('#never-read-site');
  await options.type('#never-read-site', pages.url('nest', '/private'));
  await options.locator('::-p-xpath(//button[text()="Add site"])').click();
  await waitFor('the entry', () => options.evaluate(() => document.body.textContent?.includes('nest.localhost')));
  const panel = await firefox.openPanel(await firefox.open(pages.url('nest')));
  await panel.summarize();
  await panel.answer();
  const stored = JSON.stringify(await storedIn(panel.surface));
  for (const words of [OPEN, FRAME]) expect(stored).toContain(words);
  expect(stored).not.toContain(PRIVATE);
});
