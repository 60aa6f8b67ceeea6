import { beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import type { Chromium, ChromiumPanel } from '../support/browser/chromium.ts';
import { openWorld } from '../support/browser/open-world.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, heldAnswer, type ModelServer } from '../support/model-server/index.ts';

const PAGE = 'How a swarm of bees chooses its next home';
const UNTITLED = '<!doctype html><html lang="en"><body><p>Scouts of a swarm run in an eight.</p></body></html>';

const NAMES_THREADS = '//label[span[text()="Let the model name threads"]]/input[@type="checkbox"]';

let server: ModelServer;
let chromium: Chromium;
let panel: ChromiumPanel;
let untitled: string;

beforeAll(async () => {
  const world = await openWorld({ sites: { bees: { '/': BEES }, untitled: { '/': UNTITLED } } });
  ({ server, chromium, panel } = world);
  untitled = world.pages.url('untitled');
  return world.close;
});

const texts = (selector: string) =>
  panel.surface.evaluate(
    (wanted) => [...document.querySelectorAll<HTMLElement>(wanted)].map(({ textContent }) => textContent.trim()),
    selector,
  );
const titles = () => texts('.thread-row .thread-title');

async function listed(title: string): Promise<void> {
  await waitFor(`the thread "${title}"`, async () => (await titles()).includes(title)).catch(async () => {
    throw new Error(`The list has ${JSON.stringify(await titles())}, and no "${title}".`);
  });
}

async function openList(): Promise<void> {
  await panel.surface.click('button', 'Threads');
  await waitFor('the list', async () => (await titles()).length > 0);
}

async function closeList(): Promise<void> {
  await panel.page.keyboard.press('Escape');
  await waitFor('the list to close', async () => (await titles()).length === 0);
}

/** Renames a thread to what is typed; nothing empties the field. */
async function rename(title: string, typed: string): Promise<void> {
  await panel.surface.click('button', `Actions for “${title}”`);
  await panel.surface.click('menuitem', 'Rename');
  await waitFor('the title to be written in', () =>
    panel.surface.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Title of the thread'),
  );
  if (typed === '') await panel.page.keyboard.press('Backspace');
  else await panel.page.keyboard.type(typed);
  await panel.page.keyboard.press('Enter');
}

async function namesThreads({ page }: OptionsPage) {
  const box = await page.waitForSelector(`::-p-xpath(${NAMES_THREADS})`);
  if (box === null) throw new Error('Nothing lets the model name threads.');
  return box;
}

it('names a thread after its page where the question only points at it, and again when its own name is taken away', async () => {
  server.script(answer('A swarm asks its scouts.'));
  await panel.ask('What does this mean?');
  await panel.answer();
  await openList();
  await listed(PAGE);
  await rename(PAGE, 'Scouts');
  await listed('Scouts');
  await rename('Scouts', '');
  await listed(PAGE);
  await closeList();
});

it('names it after the answer where nothing else tells more, though the panel is closed by then', async () => {
  const { script, release } = heldAnswer('## The waggle', ' dance\n\nScouts run in an eight.');
  const tab = await chromium.open(untitled);
  panel = await chromium.openPanel(tab);
  server.script(script);
  await panel.ask('What is this?');
  await panel.answering();
  await panel.surface.evaluate(() => close()).catch(() => undefined);
  const isOpen = () => chromium.browser.targets().some((target) => target.url().endsWith('/sidepanel.html'));
  await waitFor('the panel to be closed', () => !isOpen());
  release();
  panel = await chromium.openPanel(tab);
  await openList();
  await listed('The waggle dance');
  await closeList();
});

it('asks the model for a name where the user wants that, and tells what it was asked and what that took', async () => {
  const [options, other] = [await openOptions(chromium), await openOptions(chromium)];
  await options.page.bringToFront();
  await (await namesThreads(options)).click();
  await waitFor('the choice to be kept', async () =>
    (await namesThreads(other)).evaluate((one) => one instanceof HTMLInputElement && one.checked),
  );
  await options.page.close();
  await other.page.close();
  await panel.newThread();
  const before = server.requests.length;
  server.script(answer('They run in an eight.'), answer('**Title:** “How scouts tell the way”'));
  await panel.ask('How do scouts tell others the way?');
  await panel.answer();
  await openList();
  await listed('How scouts tell the way');
  await closeList();
  const asked = server.requests.slice(before).map(({ body }) => JSON.stringify(body));
  expect(asked).toHaveLength(2);
  expect(asked[1]).toContain('How do scouts tell others the way?');
  expect(asked[1]).not.toContain('Scouts of a swarm');
  await waitFor('the tokens of both', async () => / 34 tokens/.test((await texts('.usage > summary')).at(-1) ?? ''));
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('.usage > summary')?.click());
  await waitFor('the step', async () => (await texts('.steps li')).some((step) => step.includes('name_thread')));
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('.sent-requests > summary')?.click());
  await waitFor('both requests', async () => (await texts('.sent')).length === 2);
});
