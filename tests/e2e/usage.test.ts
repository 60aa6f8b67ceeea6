import { beforeAll, expect, it } from 'vitest';
import type { Chromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, heldAnswer, type ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let chromium: Chromium;
let panel: Panel;

beforeAll(async () => {
  const world = await openWorld({ key: null });
  ({ server, chromium, panel } = world);
  return world.close;
});

/** Under the newest answer. */
const line = () =>
  panel.surface.evaluate(
    () => [...document.querySelectorAll('article')].at(-1)?.querySelector('.usage')?.textContent ?? '',
  );
const says = (words: RegExp) => waitFor(String(words), async () => words.test(await line()));

it('says nothing under an answer made on this device', async () => {
  await panel.summarize();
  await panel.answer(1);
  expect(await line()).toBe('');
});

it('says under a model’s answer what it took, and that nobody knows its price', async () => {
  await connectModel(chromium, server.baseUrl);
  server.script(answer('Bees dance.'));
  await panel.ask('How do bees choose?');
  await panel.answer(2);
  await says(/^test-model · \d+ s · 17 tokensCost unknown\./);
});

it('works the cost out once the user has typed the price', async () => {
  const options = await chromium.openDocument('options.html');
  await options.click('button', 'Add price');
  await options.fill('Model to price', 'test-model');
  await options.fill('Input price', '1000');
  await options.fill('Output price', '2000');
  await options.click('button', 'Save price');
  const rows = () => options.evaluate(() => document.querySelectorAll('[aria-labelledby="prices"] .rows > li').length);
  await waitFor('the price to be kept', async () => (await rows()) === 1);
  await options.page.close();
  await says(/17 tokens · \$0\.022By your own price\.$/);
});

it('adds up the thread, and says nothing while an answer is under way', async () => {
  const { script, release } = heldAnswer('They dance', ' until thirty scouts agree.');
  server.script(script);
  await panel.ask('And then?');
  await panel.answering();
  expect(await line()).toBe('');
  release();
  await panel.answer(3);
  await says(/\$0\.022By your own price\. Whole thread: 34 tokens, \$0\.044\.$/);
});

/** What is inside the newest answer, by a selector. */
const inside = (selector: string) =>
  panel.surface.evaluate((wanted) => {
    const newest = [...document.querySelectorAll('article')].at(-1);
    return [...(newest?.querySelectorAll(wanted) ?? [])].map((element) => element.textContent ?? '');
  }, selector);

const openInside = async (selector: string) => {
  await waitFor(`${selector} to be there`, async () => (await inside(selector)).length > 0);
  await panel.surface.evaluate((wanted) => {
    const newest = [...document.querySelectorAll('article')].at(-1);
    for (const summary of newest?.querySelectorAll<HTMLElement>(wanted) ?? []) summary.click();
  }, selector);
};

it('shows exactly what was sent', async () => {
  await openInside('.usage > summary');
  await openInside('.sent-requests > summary');
  await openInside('.sent summary');
  const { messages = [] } = (server.requests.at(-1)?.body ?? {}) as { messages?: { content: string }[] };
  expect(messages.length).toBeGreaterThan(2);
  const said = messages.map(({ content }) => content).join('\n\n');
  await waitFor('all of it to be shown', async () => (await inside('.sent pre')).length > messages.length);
  const shown = await inside('.sent pre');
  // A server is sent what one side says in a row as one message.
  expect(shown.slice(0, -1).join('\n\n')).toBe(said);
  expect(shown.at(-1)).toContain('"tool_choice"');
});

it('shows what was sent where nothing came back, too', async () => {
  server.script(faults.wrongKey());
  await panel.ask('And in winter?');
  const told = () => panel.surface.evaluate(() => document.querySelector('.run .usage')?.textContent ?? '');
  await waitFor('the line of the refused question', async () => /^test-model · \d+ sWhole thread: /.test(await told()));
  await panel.surface.evaluate(() => document.querySelector<HTMLElement>('.run .usage > summary')?.click());
  await waitFor('the way to what was sent', () =>
    panel.surface.evaluate(() => {
      const summary = document.querySelector<HTMLElement>('.run .sent-requests > summary');
      summary?.click();
      return summary !== null;
    }),
  );
  await waitFor('all that was sent', async () => (await told()).includes('Tools and settings'));
});

it('counts an answer in the settings once it has ended, also while they are open', async () => {
  const { script, release } = heldAnswer('By dancing', ' until thirty scouts agree.');
  server.script(script);
  await panel.ask('How exactly?');
  await panel.answering();
  const options = await chromium.openDocument('options.html');
  const counted = () =>
    options.evaluate(() =>
      [...document.querySelectorAll('.usage-totals td')].map((cell) => cell.textContent).join(' '),
    );
  await waitFor('two answers to be counted', async () => (await counted()) === '2 34 $0.044');
  release();
  await waitFor('three answers to be counted', async () => (await counted()) === '3 51 $0.066');
  await options.page.close();
});
