import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Chromium } from '../support/browser/chromium.ts';
import { openWorld } from '../support/browser/open-world.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import type { Panel } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer } from '../support/model-server/index.ts';

const KEY = 'sk-canary-4711x9Qf';
const PAGE_ASSIST = resolve('tests/fixtures/page-assist/2026-06-export.json');

const downloads = temporaryFolder('downloads');
let server: ModelServer;
let chromium: Chromium;
let panel: Panel;
let options: OptionsPage;
let bees: Page;

beforeAll(async () => {
  const world = await openWorld({ key: KEY });
  ({ server, chromium, tab: bees, panel } = world);
  options = await openOptions(chromium);
  const session = await options.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  return async () => {
    await world.close();
    removeFolder(downloads);
  };
});

const says = (words: string) =>
  waitFor(`"${words}" on the settings page`, () =>
    options.evaluate((wanted) => document.body.textContent?.includes(wanted), words),
  );
/** The panel goes with the tab in front. */
const toPage = () => bees.bringToFront();
const toOptions = () => options.page.bringToFront();

const press = (name: string) => options.page.locator(`::-p-xpath(//button[text()="${name}"])`).click();
const choose = (name: string) => options.page.locator(`::-p-xpath(//label[span[text()="${name}"]])`).click();

async function give(page: Page, file: string): Promise<void> {
  const input = (await page.$('input[type="file"][aria-label="Choose a file"]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
}

/** What a file carries, out of the database as it is. */
async function rows(): Promise<Record<string, readonly unknown[]>> {
  const all = await storedIn(options);
  const kept = Object.entries(all).filter(([name]) => name.startsWith('sitethread/'));
  return Object.fromEntries(kept.filter(([name]) => !/message_words|site_icons/.test(name)));
}

/** A row as it is expected to come back. */
function asImported(name: string, row: unknown): unknown {
  const before = row as { readonly local?: object };
  switch (name) {
    case 'sitethread/connections':
      return { ...before, key_hint: null };
    case 'sitethread/threads':
      return { ...before, local: { ...before.local, imported_at: expect.any(Number) } };
    case 'sitethread/sent_requests':
      return { ...before, number: expect.any(Number) };
    default:
      return row;
  }
}

const isEmpty = (all: Record<string, readonly unknown[]>) => Object.values(all).every(({ length }) => length === 0);

describe('everything that is stored', () => {
  let before: Record<string, readonly unknown[]>;
  let file: string;

  it('is exported as one file, without any key', async () => {
    server.script(answer('By **dancing**【1】.'));
    await toPage();
    await panel.ask('How do bees choose?');
    await panel.answer();
    await panel.surface.fill('Ask about this page', 'half a question');
    let last = '';
    before = await waitFor('the draft and all else to be stored', async () => {
      const all = await rows();
      const isAtRest = last === JSON.stringify(all);
      last = JSON.stringify(all);
      const isThere = ['drafts', 'sent_requests'].every((table) => all[`sitethread/${table}`]?.length === 1);
      return isAtRest && isThere && all;
    });
    await toOptions();
    // This page was open before any of it was there.
    await says('1 thread, 2 messages');
    await press('Export everything');
    await says('handed to the browser');
    file = await waitFor('the file', () => readdirSync(downloads).find((name) => name.endsWith('.jsonl')));
    const text = readFileSync(join(downloads, file), 'utf8');
    expect(text).toContain('How do bees choose?');
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(KEY.slice(-4));
  });

  it('is deleted once the word is typed, with the keys', async () => {
    await press('Delete everything');
    const confirm = () =>
      options.evaluate(() => document.querySelector<HTMLButtonElement>('.button.danger')?.disabled ?? true);
    expect(await confirm()).toBe(true);
    await options.fill('Type “delete” to confirm', 'delete');
    expect(await confirm()).toBe(false);
    await press('Delete everything now');
    await says('Everything is deleted.');
    const all = await storedIn(options);
    expect(Object.entries(all).filter(([, { length }]) => length > 0)).toEqual([]);
    await toPage();
    await panel.until('an empty conversation', (messages) => messages.length === 0);
  });

  it('comes back row by row', async () => {
    // A draft is written when somebody types, and the panel may still hold one.
    expect(isEmpty(await rows())).toBe(true);
    await toOptions();
    await give(options.page, join(downloads, file));
    await says('It holds 1 thread, 2 messages');
    await press('Import this file');
    await says('Added: 1 thread, 2 messages');
    const after = await rows();
    for (const [name, list] of Object.entries(before))
      expect(after[name], name).toEqual(list.map((row) => asImported(name, row)));
    await toPage();
    await panel.until('the conversation as it was', (messages) => messages.length === 2);
  });

  it('is used on, once the key is typed again', async () => {
    await toOptions();
    await options.page.reload();
    await options.lists('Test server');
    await options.click('button', 'Edit Test server');
    await options.type({ key: KEY });
    await options.save();
    server.script(answer('Thirty.'));
    await toPage();
    await panel.ask('How many?');
    expect((await panel.answer(2)).text).toBe('Thirty.');
  });

  it('is joined by what Page Assist has exported, once', async () => {
    await toOptions();
    await give(options.page, PAGE_ASSIST);
    await says('It holds 2 threads, 5 messages, 1 page or file, and 1 prompt of your own.');
    await says('1 collection of documents stays behind');
    await press('Import this file');
    await says('Added: 2 threads, 5 messages');
    await give(options.page, PAGE_ASSIST);
    await press('Import this file').catch(() => undefined);
    await says('Everything in this file was here already.');
    const { 'sitethread/threads': threads = [] } = await rows();
    expect(threads).toHaveLength(3);
    expect(JSON.stringify(await storedIn(options))).not.toContain('sk-not-to-be-imported');
  });

  it('stays as it is where a file is none of ours', async () => {
    await toOptions();
    const earlier = await rows();
    await give(options.page, resolve('package.json'));
    await says('This is neither an export of Sitethread nor one of Page Assist.');
    expect(await rows()).toEqual(earlier);
  });
});

describe('a site never to read', () => {
  it('is not read, not even when it is asked about, until it is taken off the list', async () => {
    await toOptions();
    await options.fill('Site', 'not a site');
    await press('Add site');
    await says('This is not the name of a site.');
    await options.fill('Site', 'https://bees.localhost/');
    await press('Add site');
    await toPage();
    await waitFor('the panel to say so', () =>
      panel.surface.evaluate(() =>
        document.body.textContent?.includes('You asked Sitethread never to read this site.'),
      ),
    );
    await panel.newThread();
    server.script(answer('I cannot know.'));
    await panel.ask('What do scouts do?');
    await panel.answer();
    expect(JSON.stringify(server.requests.at(-1)?.body)).not.toContain('hollow');
    await toOptions();
    await options.click('button', 'Remove bees.localhost');
    expect(await options.evaluate(() => document.activeElement?.id)).toBe('never-read-site');
    await toPage();
    await waitFor('the panel to be as before', () =>
      panel.surface.evaluate(
        () => !document.body.textContent?.includes('You asked Sitethread never to read this site.'),
      ),
    );
    server.script(answer('They dance.'));
    await panel.ask('What do scouts do now?');
    await panel.answer(2);
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain('hollow');
  });
});

it('unused threads go when the worker starts, once that is switched on, and pinned ones stay', async () => {
  const age = () =>
    options.evaluate(
      () =>
        new Promise<number>((done, fail) => {
          const request = indexedDB.open('sitethread');
          request.onerror = () => fail(request.error);
          request.onsuccess = () => {
            const store = request.result.transaction('threads', 'readwrite').objectStore('threads');
            const all = store.getAll();
            all.onsuccess = () => {
              const old = Date.now() - 40 * 86_400_000;
              for (const { local, ...thread } of all.result) {
                const imported = local.imported_at === undefined ? {} : { imported_at: old };
                store.put({ ...thread, local: { ...local, active_at: old, ...imported } });
              }
            };
            store.transaction.oncomplete = () => {
              request.result.close();
              done(all.result.length);
            };
          };
        }),
    );
  await toOptions();
  const count = await age();
  await choose('Delete threads unused for 30 days');
  // One of them was pinned in Page Assist.
  await says(`${count - 1} threads would be deleted now.`);
  expect((await rows())['sitethread/threads']).toHaveLength(count);
  await press('Delete them from now on');
  await says('From now on, unused threads are deleted.');
  await chromium.killWorker();
  await chromium.openPanel(bees);
  await waitFor('one thread to be left', async () => {
    const threads = (await rows())['sitethread/threads'] ?? [];
    return threads.filter((thread) => JSON.stringify(thread).includes('pinned_at')).length === 1 && threads.length <= 2;
  });
});

describe('how it looks', () => {
  const background = () => panel.surface.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const textSize = () => panel.surface.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));

  it('changes in every open document at once, and is there before anything is drawn in a new one', async () => {
    await toOptions();
    await choose('Light');
    await waitFor('a light panel', async () => (await background()) === 'rgb(254, 254, 253)');
    await choose('Dark');
    await waitFor('a dark panel', async () => (await background()) === 'rgb(27, 29, 27)');
    await choose('Very large');
    await waitFor('large text', async () => (await textSize()) > 18);
    const popup = await chromium.openDocument('popup.html');
    expect(await popup.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      theme: 'dark',
      textSize: 'largest',
    });
    await popup.page.close();
    await toOptions();
    await choose('Normal');
    await choose('Like the system');
    await waitFor('text as it was', async () => (await textSize()) === 14);
  });
});

it('a link leads to its section, and the licenses of what is inside are there', async () => {
  const { page, evaluate } = await chromium.openDocument('options.html#privacy');
  await waitFor('the section to be in sight', () =>
    evaluate(() => Math.abs(document.getElementById('privacy')?.getBoundingClientRect().top ?? 1000) < 100),
  );
  await waitFor('the section to be marked', () =>
    evaluate(() => document.querySelector('nav [aria-current]')?.textContent === 'Privacy'),
  );
  const licenses = await evaluate(async () => (await fetch('/licenses.txt')).text());
  for (const name of ['preact', 'dexie', 'pdfjs-dist', 'openai']) expect(licenses).toContain(`${name} `);
  await page.close();
});
