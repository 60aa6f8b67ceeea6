import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { lines, wrapped } from '../support/pdf/sheets.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';
import { writeDocx } from '../support/write-zip.ts';

const REPORT = 'The dam was raised by two metres after the second flood.';

let pages: Pages;
let firefox: Firefox;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  firefox = await launchFirefox({ hosts: ['<all_urls>'] });
});

afterAll(async () => {
  await firefox.close();
  await pages.close();
});

it('files of the user’s own are read, quoted and shown', async () => {
  const panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
  await waitFor('the page to be known', () => panel.surface.evaluate(() => document.querySelector('.chip') !== null));
  const files = {
    'report.docx': writeDocx(`<w:p><w:r><w:t>${REPORT}</w:t></w:r></w:p>`),
    'ferries.html': Buffer.from(
      '<main><h1>Ferries</h1><p>The night ferry carries forty carts over the lake.</p></main>',
    ),
    'salt.pdf': writePdf([{ runs: lines(['Salt came over the pass on mules.'], { x: 72, y: 90 }) }]),
  };
  for (const [name, content] of Object.entries(files))
    await panel.surface.evaluate(drop, name, Buffer.from(content).toString('base64'));
  const ready = () => panel.surface.evaluate(() => document.querySelectorAll('.files > [data-file="ready"]').length);
  await waitFor('the files to be read', async () => (await ready()) === 3);
  await panel.surface.click('button', 'Leave out this page');
  await panel.ask('By how much was the dam raised?');
  const said = await panel.answer();
  expect(said.text).toContain('two metres');
  await panel.followCitation(0);
  const shown = () => panel.surface.evaluate(() => document.querySelector('dialog [data-cited]')?.textContent ?? '');
  await waitFor('the passage', async () => (await shown()).includes(REPORT));
});

it('a file that is still read when the sidebar closes is read when it opens again', async () => {
  const page = await firefox.open(pages.url('bees'));
  const panel = await firefox.openPanel(page);
  const sheet = { runs: lines(wrapped('Salt came over the pass on mules. '.repeat(60), 90), { x: 40, y: 60 }) };
  const content = writePdf(Array.from({ length: 300 }, () => sheet));
  await panel.surface.evaluate(drop, 'long.pdf', content.toString('base64'));
  const reading = () =>
    panel.surface.evaluate(
      () => (document.querySelector<HTMLProgressElement>('.files progress[value]')?.value ?? 0) > 0,
    );
  await waitFor('the first pages', reading);
  await firefox.window.run(hideSidebar);
  const again = await firefox.openPanel(page);
  const state = () =>
    again.surface.evaluate(() => document.querySelector('.files > [data-file]')?.getAttribute('data-file') ?? '');
  await waitFor('the file to be read', async () => (await state()) === 'ready');
});

/** Runs in the browser's window. */
function hideSidebar(): void {
  (globalThis as unknown as { SidebarController: { hide(): void } }).SidebarController.hide();
}

/** Runs in the sidebar. */
function drop(name: string, content: string): void {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
  document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
}
