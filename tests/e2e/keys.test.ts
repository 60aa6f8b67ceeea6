import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { grepFolder } from '../support/browser/grep-folder.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { storageAreas } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const KEY = 'sk-Q8w2e7R4t9Y1u6I3';
const PASSPHRASE = 'Zug7 fährt Abend5';

/** Halves too: a compressed block may break a text in two. */
const TRACES = [KEY, KEY.slice(0, 10), KEY.slice(10), PASSPHRASE];

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl, KEY);
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

const lastKey = () => server.requests.at(-1)?.headers['authorization'];
const openPanel = async (): Promise<Panel> => chromium.openPanel(await chromium.open(pages.url('bees')));

async function asks(panel: Panel, words: string): Promise<void> {
  server.script(answer(words));
  await panel.ask('What is this about?');
  await panel.until(`"${words}"`, (all) => all.some(({ text }) => text.includes(words)));
  expect(lastKey()).toBe(`Bearer ${KEY}`);
}

const says = (page: OptionsPage | Panel['surface'], words: string): Promise<unknown> =>
  waitFor(`the page to say "${words}"`, () =>
    page.evaluate((wanted) => document.body.textContent?.includes(wanted) === true, words),
  );

const deviceKey = (options: OptionsPage): Promise<string | null> =>
  options.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('data-key.json').catch(() => null);
    return handle && (await handle.getFile()).text();
  });

/** What opens the keys while they are unlocked, in the forms that a browser might write it in. */
async function unlockedKey(options: OptionsPage): Promise<readonly (string | Uint8Array)[]> {
  const found = /"bytes":\[([\d,]+)\]/.exec(JSON.stringify(await storageAreas(options)))?.[1] ?? '';
  expect(found.split(',')).toHaveLength(32);
  return [found, Uint8Array.from(found.split(',').map(Number))];
}

it('says plainly what keeping the keys on the device means, and that is what it does', async () => {
  const options = await openOptions(chromium);
  await says(options, 'As good as unencrypted: whoever can open the files of this browser profile can read them.');
  const key = await deviceKey(options);
  expect(grepFolder(chromium.profile, [key ?? '-'])).toHaveLength(1);
  await asks(await openPanel(), 'It is about bees.');
});

it('leaves neither the key nor what opens it on the disk once there is a passphrase', async () => {
  const options = await openOptions(chromium);
  const before = await deviceKey(options);
  await options.choose('Lock the keys with a passphrase');
  await options.fill('New passphrase', PASSPHRASE);
  await options.fill('New passphrase again', PASSPHRASE);
  await options.click('button', 'Lock with this passphrase');
  await says(options, 'Done.');
  const traces = [...TRACES, before ?? '-', ...(await unlockedKey(options))];
  await asks(await chromium.panel(), 'Bees, as before.');
  expect(grepFolder(chromium.profile, traces)).toEqual([]);
  chromium = await chromium.restart();
  expect(grepFolder(chromium.profile, traces)).toEqual([]);
});

it('sends nothing while the keys are locked, and unlocks them where the answer is missing', async () => {
  const panel = await openPanel();
  server.script(answer('It is still about bees.'));
  const before = server.requests.length;
  await panel.newThread();
  await panel.ask('And now?');
  await says(panel.surface, 'Your API keys are locked.');
  await panel.surface.fill('Passphrase', 'not the passphrase');
  await panel.surface.click('button', 'Unlock');
  await says(panel.surface, 'That is not the passphrase.');
  expect(server.requests.length).toBe(before);

  await panel.surface.fill('Passphrase', PASSPHRASE);
  await panel.surface.click('button', 'Unlock');
  const done = await panel.until('the answer', (all) => all.some(({ text }) => text.includes('still about bees')));
  expect(done.filter(({ role }) => role === 'user')).toHaveLength(1);
  expect(lastKey()).toBe(`Bearer ${KEY}`);
});

it('stays unlocked when only the worker dies, and locks at once when told to', async () => {
  await chromium.killWorker();
  await asks(await chromium.panel(), 'Bees, once more.');
  const options = await openOptions(chromium);
  await options.click('button', 'Lock now');
  await says(options, 'Your API keys are locked.');
  await options.click('button', 'Edit Test server');
  expect(await options.test()).toContain('Your API keys are locked.');
  await options.page.locator('::-p-xpath(//label[span[text()="Keep the keys"]])').click();
  await waitFor('the choice to stay as it was', () =>
    options.evaluate(() => document.querySelectorAll<HTMLInputElement>('input[name="keys"]')[2]?.checked),
  );
  await options.fill('Passphrase', PASSPHRASE);
  await options.click('button', 'Unlock');
  await says(options, 'Unlocked until the browser closes.');
  server.script(answer('OK'));
  expect(await options.test()).toContain('test-model answered');
});

it('calls a stored key damaged when one bit of it has changed', async () => {
  const options = await openOptions(chromium);
  const flip = () =>
    options.evaluate(async () => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await settled(indexedDB.open('sitethread-secrets'));
      const rows = db.transaction('secrets', 'readwrite').objectStore('secrets');
      const [row] = await settled(rows.getAll());
      row.sealed.bytes[3] ^= 1;
      await settled(rows.put(row));
      db.close();
    });
  await flip();
  await options.click('button', 'Edit Test server');
  const before = server.requests.length;
  expect(await options.test()).toContain('cannot be read any more.');
  expect(server.requests.length).toBe(before);
  await flip();
  server.script(answer('OK'));
  expect(await options.test()).toContain('test-model answered');
});

it('forgets a key with the session, with nothing left on the disk, and says so afterwards', async () => {
  const options = await openOptions(chromium);
  await options.choose('Forget the keys when the browser closes');
  await says(options, 'Done.');
  const traces = [...TRACES, ...(await unlockedKey(options))];
  await asks(await chromium.panel(), 'Bees, for now.');
  expect(grepFolder(chromium.profile, traces)).toEqual([]);
  chromium = await chromium.restart();
  expect(grepFolder(chromium.profile, traces)).toEqual([]);

  const panel = await openPanel();
  const before = server.requests.length;
  await panel.newThread();
  await panel.ask('And now?');
  await says(panel.surface, 'went when the browser was closed. Type it again in the settings.');
  expect(server.requests.length).toBe(before);
});
