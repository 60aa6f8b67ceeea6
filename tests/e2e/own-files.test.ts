import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { lines, wrapped } from '../support/pdf/sheets.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';
import { writeCompound, writeEpub, writeOpenDocument, writeXlsx } from '../support/write-documents.ts';
import { writeDocx, writeZip } from '../support/write-zip.ts';

const OWL = 'A barn owl hears a mouse under ten centimetres of snow.';
const SALT = 'Salt came over the pass on the backs of mules for six hundred years.';
const MILL = 'The mill has six wheels and one miller.';
const LEDGER = 'product,price\n"Rye, fine",12\nOats,7\n';
const LETTER = 'Die M\u00fchle am Bach steht seit dem Fr\u00fchling still.';
const REPORT = 'The dam was raised by two metres after the second flood.';
const SAVED = `<!doctype html><meta charset="utf-8"><title>Saved</title><nav><a href="/x">Start</a></nav><main><h1>Ferries</h1>
<p>The night ferry carries forty carts and one hundred passengers over the lake.</p></main><script>document.title = 'run'</script>`;

const files: Readonly<Record<string, string | Buffer>> = {
  'owls.md': `# Owls\n\n${OWL}\n`,
  'salt.pdf': writePdf([{ runs: lines(wrapped(SALT, 70), { x: 72, y: 90 }) }]),
  'long.pdf': writePdf(
    Array.from({ length: 1_500 }, () => ({ runs: lines(wrapped(SALT.repeat(40), 90), { x: 40, y: 60 }) })),
  ),
  'longer.pdf': writePdf(
    Array.from({ length: 250 }, () => ({ runs: lines(wrapped(SALT.repeat(40), 90), { x: 40, y: 60 }) })),
  ),
  'ledger.csv': LEDGER,
  'letter.txt': Buffer.from(LETTER, 'latin1'),
  'wide.txt': Buffer.from(`\ufeff${OWL.toUpperCase()}`, 'utf16le'),
  'report.docx': writeDocx(
    `<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Floods</w:t></w:r></w:p><w:p><w:r><w:t>${REPORT}</w:t></w:r></w:p>`,
  ),
  'ferries.html': SAVED,
  'mills.xlsx': writeXlsx(
    '<row><c r="A1" t="inlineStr"><is><t>Opened</t></is></c></row><row><c r="A2" s="1"><v>46347.5</v></c></row>',
    ['d/m/yyyy h:mm'],
  ),
  'mills.odt': writeOpenDocument(
    `<office:text><text:h text:outline-level="1">Mills</text:h><text:p>${MILL}</text:p></office:text>`,
  ),
  'mills.ods': writeOpenDocument(
    '<office:spreadsheet><table:table table:name="Mills"><table:table-row><table:table-cell office:value-type="date" office:date-value="1871-03-02"/></table:table-row></table:table></office:spreadsheet>',
  ),
  'mills.odp': writeOpenDocument(
    '<office:presentation><draw:page><draw:frame><draw:text-box><text:p>Six wheels turn</text:p></draw:text-box></draw:frame></draw:page></office:presentation>',
  ),
  'mills.epub': writeEpub('Mills', [
    '<h1>The brook</h1><p>It freezes in <em>January</em>.</p>',
    '<h1>The miller</h1><p>He sleeps by day<a id="x"/>.</p><nav><p>And so on.</p></nav>',
  ]),
  'piled.html': `<p>${Array.from({ length: 400 }, (_, index) => `<b id="${index}">`).join('')}${'<p>x'.repeat(5_000)}<p>Words.`,
  'mills.rtf': "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}} Die M\\'fchle mahlt.\\par}",
};

/** What says why it cannot be read. */
const REFUSED: Readonly<Record<string, readonly [content: string | Buffer, sentence: string]>> = {
  'program.bin': [Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 0]), 'Files of this type cannot be read'],
  'empty.txt': ['', 'This file is empty'],
  'torn.pdf': ['%PDF-1.7\nnothing of the sort', 'This file is damaged'],
  'letter.doc': [writeCompound('WordDocument'), 'Word, Excel and PowerPoint files from before 2007 cannot be read'],
  'secret.xlsx': [writeCompound('EncryptedPackage'), 'This file is locked with a password'],
  'deep.rtf': ['{\\rtf1'.padEnd(1_000_000, '{'), 'This file is damaged'],
  'broken.odt': [writeZip({ 'content.xml': '<office:document-content><office:body>' }), 'This file is damaged'],
  'bomb.odt': [writeZip({ 'content.xml': `<a>${' '.repeat(101 * 1024 * 1024)}</a>` }), 'This file is damaged'],
  'deep.epub': [writeEpub('Deep', ['<div>'.repeat(200_000)]), 'This file is damaged'],
  'deep.html': ['<div>'.repeat(200_000), 'This file is damaged'],
  'photos.epub': [writeZip({ 'photo.jpg': 'x' }), 'Files of this type cannot be read'],
};

let folder: string;
let pages: Pages;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = temporaryFolder('own-files');
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content);
  for (const [name, [content]] of Object.entries(REFUSED)) writeFileSync(path(name), content);
  pages = await servePages({ bees: { '/': BEES }, bridges: { '/': BRIDGES } });
});

afterAll(async () => {
  await pages.close();
  removeFolder(folder);
});

let chromium: Chromium;
let panel: Panel;
let keys: Page;

async function openOn(host: string): Promise<void> {
  panel = await chromium.openPanel(await chromium.open(pages.url(host)));
  keys = await (await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'))).asPage();
  await keys.waitForSelector('.chip[data-chip="page"]');
}

async function choose(...names: string[]): Promise<void> {
  const input = await keys.$('input[type="file"]');
  await (input as Awaited<ReturnType<typeof keys.$<'input'>>>)?.uploadFile(...names.map(path));
}

const chips = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('.files > li')].map((one) => ({
      name: one.querySelector('bdi')?.textContent ?? '',
      state: one.getAttribute('data-file') ?? '',
      why: one.querySelector('.why')?.textContent ?? '',
    })),
  );
const readyNames = async () => (await chips()).filter(({ state }) => state === 'ready').map(({ name }) => name);
const ready = (...names: string[]) =>
  waitFor(`${names.join(', ')} to be read`, async () => {
    const found = await readyNames();
    return found.length === names.length && names.every((name) => found.includes(name));
  });

const pagesRead = () =>
  panel.surface.evaluate(() => document.querySelector<HTMLProgressElement>('.files progress[value]')?.value ?? 0);

async function closePanel(): Promise<void> {
  await panel.surface.evaluate(() => close()).catch(() => undefined);
  const isOpen = () => chromium.browser.targets().some((target) => target.url().endsWith('/sidepanel.html'));
  await waitFor('the panel to be closed', () => !isOpen());
}

/** How many files wait on disk to be read. */
const bytesOnDisk = () =>
  panel.surface.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('sitethread');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const counting = opening.result.transaction('draft_file_bytes').objectStore('draft_file_bytes').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** What the preview of a file shows. */
async function previewOf(name: string, meanwhile = async () => {}): Promise<string> {
  await panel.surface.evaluate((wanted) => {
    const chip = [...document.querySelectorAll<HTMLElement>('.chip-name')].find((one) => one.textContent === wanted);
    chip?.click();
  }, name);
  const shown = () => panel.surface.evaluate(() => document.querySelector('dialog.preview ol')?.textContent ?? '');
  const text = await waitFor(`the preview of ${name}`, async () => (await shown()) || null);
  await meanwhile();
  await keys.keyboard.press('Escape');
  await waitFor('the preview to close', async () => (await shown()) === '');
  return text;
}

describe('files of the user’s own, with a model', () => {
  let server: ModelServer;

  beforeAll(async () => {
    server = await startModelServer({ cors: false });
    chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
    await connectModel(chromium, server.baseUrl);
    await openOn('bees');
  });

  afterAll(async () => {
    await chromium.close();
    await server.close();
  });

  it('are read, whatever they are, and say in their place why they cannot be', async () => {
    await choose('owls.md', 'salt.pdf', 'ledger.csv', 'letter.txt', 'wide.txt', 'report.docx', 'ferries.html');
    await ready('owls.md', 'salt.pdf', 'ledger.csv', 'letter.txt', 'wide.txt', 'report.docx', 'ferries.html');
    const refused = Object.keys(REFUSED);
    await choose(...refused);
    await waitFor(
      'all to be looked at',
      async () => (await chips()).filter(({ state }) => state === 'failed').length === refused.length,
    );
    expect(await brokenRules(keys)).toEqual([]);
    const failed = (await chips()).filter(({ state }) => state === 'failed');
    expect(failed.map(({ name, why }) => [name, why.split('.')[0]])).toEqual(
      Object.entries(REFUSED).map(([name, [, sentence]]) => [name, sentence]),
    );
    for (const name of refused) await panel.surface.click('button', `Remove ${name}`);
    await waitFor('them to be gone', async () => (await chips()).length === 7);
  });

  it('may be of other programs too, and are read as their readers see them', async () => {
    await choose('mills.xlsx', 'mills.odt', 'mills.ods', 'mills.odp', 'mills.epub', 'mills.rtf', 'piled.html');
    await waitFor('them to be read', async () => (await readyNames()).length === 14);
    const expected: Readonly<Record<string, readonly string[]>> = {
      'mills.xlsx': ['Sheet', 'Opened', '2026-11-21 12:00'],
      'mills.odt': ['Mills', MILL],
      'mills.ods': ['1871-03-02'],
      'mills.odp': ['Six wheels turn'],
      'mills.epub': ['The brook', 'It freezes in January.', 'The miller', 'He sleeps by day.', 'And so on.'],
      'mills.rtf': ['Die Mühle mahlt.'],
      'piled.html': ['Words.'],
    };
    for (const [name, words] of Object.entries(expected)) {
      const shown = await previewOf(name);
      for (const word of words) expect(shown, name).toContain(word);
    }
    for (const name of Object.keys(expected)) await panel.surface.click('button', `Remove ${name}`);
    await waitFor('them to be gone', async () => (await chips()).length === 7);
  });

  it('wait with their question until the browser is back, the same one once', async () => {
    chromium = await chromium.restart();
    await openOn('bees');
    await ready('owls.md', 'salt.pdf', 'ledger.csv', 'letter.txt', 'wide.txt', 'report.docx', 'ferries.html');
    await choose('owls.md', 'empty.txt');
    await waitFor('both to be looked at', async () => {
      const all = await chips();
      return all.some(({ name }) => name === 'empty.txt') && all.every(({ state }) => state !== 'reading');
    });
    expect((await readyNames()).filter((name) => name === 'owls.md')).toHaveLength(1);
    await panel.surface.click('button', 'Remove empty.txt');
  });

  it('are shown as a model is given them', async () => {
    expect(await previewOf('ledger.csv', async () => expect(await brokenRules(keys)).toEqual([]))).toContain(
      'Rye, fine\t12',
    );
  });

  it('go with the question, and a citation of one shows its words in the panel', async () => {
    server.script(({ text }) => answer(`It says: “${REPORT}” 【${markerOf(text, REPORT)}】`));
    await panel.ask('What happened to the dam?');
    expect((await panel.answer()).citations).toHaveLength(1);
    const request = server.requests.at(-1)?.text ?? '';
    for (const words of [
      OWL,
      SALT,
      'Rye, fine\\\\t12',
      LETTER,
      OWL.toUpperCase(),
      REPORT,
      'forty carts',
      'hangs there like a beard',
    ])
      expect(request, words).toContain(words);
    expect(request).not.toContain('file-upload:');
    await waitFor('the files to have gone along', async () => (await chips()).length === 0);
    await panel.followCitation(0);
    const marked = () => panel.surface.evaluate(() => document.querySelector('dialog.preview mark')?.textContent);
    await waitFor('the cited words', async () => (await marked()) === REPORT);
    expect((await chromium.browser.pages()).length).toBe(2);
    await panel.surface.click('button', 'Close');
  });

  it('leave a question to them alone where the page is left out, and only that one', async () => {
    await panel.surface.click('button', 'Leave out this page');
    server.script(answer('Without.'), answer('With.'));
    await choose('owls.md');
    await ready('owls.md');
    await panel.ask('And owls?');
    await panel.answer(2);
    const request = server.requests.at(-1)?.text ?? '';
    expect(request).toContain(OWL);
    expect(request).not.toContain('hangs there like a beard');
    await keys.waitForSelector('.chip[data-chip="page"]');
    await panel.ask('And bees?');
    await panel.answer(3);
    expect(server.requests.at(-1)?.text).toContain('hangs there like a beard');
  });

  it('are offered behind the @ wherever they were attached before', async () => {
    await openOn('bridges');
    await keys.click('textarea');
    await keys.keyboard.type('What does @repor');
    await waitFor('the file in the list', () =>
      panel.surface.evaluate(
        () => document.querySelector('[role="option"]')?.textContent?.includes('report.docx') === true,
      ),
    );
    await keys.keyboard.press('Enter');
    await ready('report.docx');
    server.script(answer('About floods.'));
    await keys.keyboard.type('say?');
    await keys.keyboard.press('Enter');
    await panel.answer();
    expect(server.requests.at(-1)?.text).toContain(REPORT);
  });

  it('tell how far they are read, and stop being read on a click', async () => {
    await choose('long.pdf');
    await waitFor('the first pages', async () => (await pagesRead()) > 0);
    await panel.surface.click('button', 'Stop reading long.pdf');
    await waitFor('it to be gone', async () => (await chips()).length === 0);
  });

  it('that are still read when the panel closes are read when it opens again, until they are stopped', async () => {
    await openOn('bridges');
    await choose('long.pdf');
    await waitFor('the first pages', async () => (await pagesRead()) > 0);
    await closePanel();
    await openOn('bridges');
    await waitFor('it to be read again', async () => (await pagesRead()) > 0);
    expect((await chips()).map(({ name, state }) => [name, state])).toEqual([['long.pdf', 'reading']]);
    await panel.surface.click('button', 'Stop reading long.pdf');
    await waitFor('it to be gone', async () => (await chips()).length === 0);
    await choose('longer.pdf');
    await waitFor('its first pages', async () => (await pagesRead()) > 0);
    await closePanel();
    await openOn('bridges');
    await ready('longer.pdf');
    await closePanel();
    await openOn('bridges');
    await ready('longer.pdf');
    expect(await bytesOnDisk()).toBe(0);
    await panel.surface.click('button', 'Remove longer.pdf');
  });

  it('can be chosen by their kinds', async () => {
    await panel.surface.evaluate(() => document.querySelector<HTMLElement>('[data-attach]')?.focus());
    const accepted = () =>
      panel.surface.evaluate(() => document.querySelector<HTMLInputElement>('input[type="file"]')?.accept ?? '');
    await waitFor('the kinds', async () => (await accepted()).includes('.epub'));
  });

  it('may be pasted, and dropped anywhere on the panel, several at once', async () => {
    await panel.surface.evaluate(giveFiles, 'paste', 'textarea');
    await panel.surface.evaluate(holdFiles);
    const hint = () => panel.surface.evaluate(() => document.querySelector('.drop-hint')?.textContent ?? '');
    await waitFor('the hint', async () => (await hint()) === 'Drop files to add them');
    await panel.surface.evaluate(giveFiles, 'drop', '[role="log"]');
    await waitFor('the hint to go', async () => (await hint()) === '');
    await ready('paste-1.txt', 'drop-1.txt', 'drop-2.txt');
    await panel.surface.click('button', 'Remove drop-1.txt');
    await ready('paste-1.txt', 'drop-2.txt');
  });
});

it('is quoted without any model, with a citation', async () => {
  chromium = await launchChromium();
  await openOn('bees');
  await choose('owls.md');
  await ready('owls.md');
  await panel.surface.click('button', 'Leave out this page');
  await panel.ask('What does a barn owl hear under the snow?');
  const said = await panel.answer();
  expect(said.text).toContain('ten centimetres of snow');
  expect(said.citations).toHaveLength(1);
  await panel.followCitation(0);
  await waitFor('the passage', () =>
    panel.surface.evaluate(
      () => document.querySelector('dialog.preview [data-cited]')?.textContent?.includes('barn owl') === true,
    ),
  );
  await chromium.close();
});

/** Runs in the panel: files are held above it. */
function holdFiles(): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['x'], 'x.txt'));
  document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }));
}

/** Runs in the panel. */
function giveFiles(how: 'paste' | 'drop', selector: string): void {
  const data = new DataTransfer();
  for (const number of how === 'paste' ? [1] : [1, 2])
    data.items.add(
      new File([`The note ${how} ${number} speaks of rain.`], `${how}-${number}.txt`, { type: 'text/plain' }),
    );
  const options = { bubbles: true, cancelable: true };
  const event =
    how === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: data })
      : new DragEvent('drop', { ...options, dataTransfer: data });
  document.querySelector(selector)?.dispatchEvent(event);
}

/** The number under which a request gives the passage that holds the words. */
function markerOf(request: string, words: string): number {
  const { messages } = JSON.parse(request) as { messages: { content: string }[] };
  const numbers = messages.flatMap(({ content }) =>
    [...content.matchAll(/\{"number":(\d+)[^}]*?"text":"((?:[^"\\]|\\.)*)"/g)].flatMap(([, number, text]) =>
      text?.includes(words) ? [Number(number)] : [],
    ),
  );
  return numbers[0] ?? 0;
}
