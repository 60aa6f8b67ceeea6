import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { brokenRules } from '../support/browser/broken-rules.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

let pages: Pages;
let server: ModelServer;
let chromium: Chromium;
let bees: Page;
let panel: Panel;
let keys: Page;
let options: OptionsPage;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder('prompts');
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  bees = await chromium.open(pages.url('bees'));
  panel = await chromium.openPanel(bees);
  keys = await (await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'))).asPage();
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
  removeFolder(folder);
});

const offered = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('[role="listbox"] [role="option"] .choice-name')].map((one) => one.textContent ?? ''),
  );
const offers = (...names: string[]) =>
  waitFor(`the list ${names.join(', ')}`, async () => (await offered()).join() === names.join());
const written = () => panel.surface.evaluate(() => document.querySelector('textarea')?.value ?? '');
const shows = (words: string) => waitFor(`"${words}" in the text box`, async () => (await written()) === words);
const newest = async () => (await panel.messages()).findLast(({ role }) => role === 'user')?.text;
const sent = () => JSON.stringify(server.requests.at(-1)?.body);

async function type(words: string): Promise<void> {
  await (await keys.waitForSelector('textarea'))?.focus();
  await keys.keyboard.type(words);
}

describe('without a model', () => {
  it('what quoting can do is done, and the rest says that it needs one', async () => {
    await type('/key');
    await offers('Key points');
    await keys.keyboard.press('Enter');
    const { citations } = await panel.answer();
    expect(citations.length).toBeGreaterThan(0);
    expect(await newest()).toBe('List the key points of this page.');

    await type('/simpl');
    await offers('Simplify');
    await keys.keyboard.press('Enter');
    await waitFor('the reason', () =>
      panel.surface.evaluate(() =>
        [...document.querySelectorAll('[role="alert"]')].some((one) =>
          one.textContent?.includes('“Simplify” needs a connected model.'),
        ),
      ),
    );
    expect(await panel.messages()).toHaveLength(2);
    await shows('/simplify ');
    await panel.surface.fill('Ask about this page', '');
  });
});

describe('a slash at the start', () => {
  beforeAll(async () => {
    await connectModel(chromium, server.baseUrl);
    await bees.bringToFront();
    await waitFor('the model to be the one that answers', () =>
      panel.surface.evaluate(() => document.body.textContent?.includes('Test server') === true),
    );
  });

  it('offers prompts by what is typed, and Enter asks the one chosen', async () => {
    await type('/');
    await waitFor('all of them', async () => (await offered()).length === 10);
    expect(await brokenRules(keys)).toEqual([]);
    await type('tr');
    await offers('Translate');
    server.script(answer('Oui.'));
    await keys.keyboard.press('Enter');
    await panel.answer(2);
    expect(await newest()).toBe('Translate this page into English. Keep its structure.');
    expect(sent()).toContain('scouts');
    await shows('');
  });

  it('takes what is marked on the page along, and words behind the command', async () => {
    await bees.evaluate(() => {
      const paragraph = document.querySelector('p');
      if (paragraph !== null) getSelection()?.selectAllChildren(paragraph);
    });
    await type('/transl');
    await offers('Translate');
    await keys.keyboard.press('Tab');
    await shows('/translate ');
    await type('French');
    server.script(answer('Oui.'));
    await keys.keyboard.press('Enter');
    await panel.answer(3);
    expect(await newest()).toBe('Translate the selection into French. Keep its structure.');
    await bees.evaluate(() => getSelection()?.removeAllRanges());
  });

  it('is put there by a button, by mouse, around what is typed already, and goes again', async () => {
    await type('more politely');
    await panel.surface.click('button', 'Prompts');
    await waitFor('all of them', async () => (await offered()).length === 10);
    await keys.keyboard.press('Escape');
    await offers();
    await shows('more politely');
    await panel.surface.click('button', 'Prompts');
    await waitFor('all of them again', async () => (await offered()).length === 10);
    await keys.locator('::-p-xpath(//*[@role="option"][contains(., "Draft a reply")])').click();
    await shows('/draft-a-reply more politely');
    server.script(answer('Dear bees.'));
    await keys.keyboard.press('Enter');
    await panel.answer(4);
    expect(await newest()).toBe('Draft a reply to this page. What it should say: more politely');
  });

  it('is a slash like any other where there is no such prompt', async () => {
    await type('/etc/hosts, what is it?');
    await offers();
    server.script(answer('A file.'));
    await keys.keyboard.press('Enter');
    await panel.answer(5);
    expect(await newest()).toBe('/etc/hosts, what is it?');
  });
});

describe('the library', () => {
  const rows = () =>
    options.evaluate(() =>
      [...document.querySelectorAll('[aria-labelledby="prompts"] > .rows > li bdi:first-child')].map(
        (one) => one.textContent ?? '',
      ),
    );
  const lists = (...names: string[]) =>
    waitFor(`the prompts ${names.join(', ')}`, async () => (await rows()).join() === names.join());
  const choose = async (name: string, item: string) => {
    await options.click('button', `More for ${name}`);
    await options.page
      .locator(`::-p-xpath(//*[@popover and @aria-label="More for ${name}"]//button[.="${item}"])`)
      .click();
  };
  const add = async (name: string, text: string) => {
    await options.click('button', 'Add prompt');
    await options.fill('Name', name);
    await options.fill('Text', text);
    await options.click('button', 'Save prompt');
  };

  it('gets a prompt of the user’s own, whose command is one word and nobody else’s', async () => {
    options = await openOptions(chromium);
    await options.click('button', 'Add prompt');
    await options.fill('Name', 'Compare prices');
    await options.fill('Command', 'explain');
    await options.fill('Text', 'Compare ');
    await options.click('button', '{{page limit=2000}}');
    await options.page.keyboard.type(' with {{input}}. {{date}}');
    const notes = () => options.evaluate(() => document.querySelector('.prompt-form')?.textContent ?? '');
    await waitFor('the clash', async () => (await notes()).includes('“Explain” has this command already.'));
    expect(await notes()).toContain('Stays as typed, because it is no variable: {{date}}');
    expect(await brokenRules(options.page)).toEqual([]);
    await options.fill('Command', 'Compare it');
    await waitFor('the command', async () => (await notes()).includes('Typed as /compare-it'));
    await options.click('button', 'Save prompt');
    await lists('Compare prices');

    await bees.bringToFront();
    await type('/comp');
    await offers('Compare prices');
    await keys.keyboard.press('Enter');
    await shows('/compare-it ');
    await type('wax');
    server.script(answer('Wax is dearer.'));
    await keys.keyboard.press('Enter');
    await panel.answer(6);
    expect(await newest()).toBe('Compare this page with wax. {{date}}');
  });

  it('is put in order, deleted and put back', async () => {
    await options.page.bringToFront();
    await add('Second', 'Two');
    await add('Third', 'Three');
    await lists('Compare prices', 'Second', 'Third');
    await choose('Third', 'Move up');
    await lists('Compare prices', 'Third', 'Second');
    await choose('Third', 'Delete');
    await lists('Compare prices', 'Second');
    await options.click('button', 'Undo');
    await lists('Compare prices', 'Third', 'Second');
  });

  it('hides what is built in, and begins a prompt of one’s own with it', async () => {
    await options.page
      .locator('summary')
      .filter((one) => one.textContent?.includes('built-in') === true)
      .click();
    await choose('Quiz me', 'Hide');
    await choose('Simplify', 'Duplicate to edit');
    await waitFor('its text', () =>
      options.evaluate(
        () =>
          document.querySelector<HTMLTextAreaElement>('#prompt-text')?.value.startsWith('Rewrite {{selection}}') ===
          true,
      ),
    );
    await options.fill('Name', 'For children');
    await options.click('button', 'More for Explain');
    const another = 'xpath/.//*[@popover and @aria-label="More for Explain"]//button[.="Duplicate to edit"]';
    expect(await (await options.page.waitForSelector(another))?.evaluate((one) => one.matches(':disabled'))).toBe(true);
    await options.page.keyboard.press('Escape');
    await options.click('button', 'Save prompt');
    await lists('Compare prices', 'Third', 'Second', 'For children');
    await bees.bringToFront();
    await type('/qui');
    await waitFor('nothing', async () => !(await offered()).includes('Quiz me'));
    await panel.surface.fill('Ask about this page', '');
  });

  it('goes out into a file and comes back from it, and a file that is none changes nothing', async () => {
    await options.page.bringToFront();
    const session = await chromium.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await options.click('button', 'Export prompts');
    const file = join(folder, 'sitethread-prompts.json');
    const saved = await waitFor('the file', () => readFile(file, 'utf8').catch(() => null));
    expect(JSON.parse(saved).prompts).toHaveLength(4);

    for (const name of ['Third', 'Second']) {
      await choose(name, 'Delete');
      await waitFor(`${name} to go`, async () => !(await rows()).includes(name));
    }
    const bring = async (path: string, said: string) => {
      const input = await options.page.$('#prompts-file');
      await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
      await waitFor(said, () =>
        options.evaluate((words) => document.querySelector('.prompts-imported')?.textContent === words, said),
      );
    };
    await bring(file, '2 prompts were added. 2 were here already.');
    await lists('Compare prices', 'For children', 'Third', 'Second');
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"prompts": [');
    await bring(broken, 'This file holds no prompts that can be read, so nothing was changed.');
    await lists('Compare prices', 'For children', 'Third', 'Second');
  });
});
