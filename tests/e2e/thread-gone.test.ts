import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES, BRIDGES } from '../support/browser/articles.ts';
import { openWorld, type World } from '../support/browser/open-world.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer } from '../support/model-server/index.ts';

const MARKDOWN = `## Costs

**Mirrors wasted** by haste, as [the report](https://bees.example/report_(2).html) says【1】:

| Part | State |
|---|---|
| \`Mirrors\` | ~~good~~ |`;

let world: World;

beforeAll(async () => {
  world = await openWorld({ sites: { bees: { '/': BEES }, bridges: { '/': BRIDGES } } });
});

afterAll(() => world?.close());

const evaluate = <Result>(task: (word: string) => Result | Promise<Result>, word = '') =>
  world.panel.surface.evaluate(task, word);
const textOf = (selector: string) =>
  evaluate((wanted) => document.querySelector(wanted)?.textContent?.trim() ?? '', selector);

it('a line of an answer that is found is shown as it is read', async () => {
  const { server, panel } = world;
  server.script(answer(MARKDOWN));
  await panel.ask('What did it cost?');
  await panel.answer();
  await panel.surface.click('button', 'Threads');
  await waitFor('the list', () => evaluate(() => document.querySelector('.thread-row') !== null));
  await panel.page.focus('input[type="search"]');
  await panel.page.keyboard.type('mirrors');
  await waitFor('the hit', async () => (await textOf('.thread-snippet')) !== '');
  expect(await textOf('.thread-snippet')).toBe(
    'Costs · Mirrors wasted by haste, as the report says: Part · State · Mirrors · good',
  );
  await panel.page.keyboard.press('Escape');
  await panel.page.keyboard.press('Escape');
});

it('a question whose thread was deleted in another window goes to a new one when the user wants that', async () => {
  const { chromium, pages, server, panel } = world;
  const bridges = await chromium.open(pages.url('bridges'));
  await chromium.openPanel(bridges);
  await panel.standsBeside(bridges.url());
  await panel.surface.click('button', 'Threads');
  await waitFor('the list', () => evaluate(() => document.querySelector('.thread-row button') !== null));
  const thread = await evaluate(() => {
    const row = document.querySelector<HTMLElement>('.thread-row button');
    row?.click();
    return row?.dataset['thread'] ?? '';
  });
  await panel.until('the other thread', (all) => all.length === 2);
  // As the list of another window does.
  await evaluate(
    (thread_id) =>
      Reflect.get(globalThis, 'chrome').runtime.sendMessage({ name: 'thread-delete', input: { thread_id } }),
    thread,
  );
  server.script(answer('Because of the rhythm.'));
  await panel.ask('Why do bridges swing?');
  await waitFor('the notice', async () => (await textOf('.notice')).includes('was deleted'));
  expect(
    await evaluate(() => document.querySelector<HTMLTextAreaElement>('[aria-label="Ask about this page"]')?.value),
  ).toBe('Why do bridges swing?');
  await panel.surface.click('button', 'Ask in a new thread');
  // The button goes, and the focus with it.
  await waitFor('the focus in the composer', () =>
    evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Ask about this page'),
  );
  expect((await panel.answer()).text).toContain('rhythm');
  expect((await panel.messages()).map(({ text }) => text)[0]).toBe('Why do bridges swing?');
  expect(await textOf('.notice')).toBe('');
});
