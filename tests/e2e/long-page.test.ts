import { beforeAll, expect, it } from 'vitest';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer } from '../support/model-server/index.ts';

const CHAPTERS = 40;

/** About 60,000 tokens; a server of the user's own reads 32,768 unless it says otherwise. */
const LONG = `<!doctype html><html lang="en"><title>The log of the ferry</title><main><h1>The log of the ferry</h1>${Array.from(
  { length: CHAPTERS },
  (_, chapter) =>
    `<h2>Day ${chapter + 1}</h2>${Array.from(
      { length: 10 },
      (_, hour) =>
        `<p>On day ${chapter + 1} at hour ${hour + 1} the ferry carried ${chapter * 10 + hour + 17} passengers. ${'The water was calm, the crew was awake, and nothing else of note was seen from the bridge. '.repeat(8)}</p>`,
    ).join('')}`,
).join('')}</main></html>`;

let server: ModelServer;
let panel: Panel;

beforeAll(async () => {
  const world = await openWorld({ sites: { ferry: { '/': LONG } } });
  ({ server, panel } = world);
  return world.close;
});

const asked = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions')).map(({ text }) => text);
const isPart = (text: string) => /This is part \d+ of \d+/.test(text);
const readLine = () =>
  panel.surface.evaluate(
    () => [...document.querySelectorAll('.read > summary')].at(-1)?.getAttribute('aria-label') ?? '',
  );

it('summarizes a page that is longer than the model’s window from all of its parts, and says how far it is', async () => {
  server.script((request) =>
    isPart(request.text)
      ? answer('- Calm days: “the ferry carried 17 passengers” 【2】', { every: 100 })
      : answer(
          'A calm forty days: “On day 40 at hour 10 the ferry carried 416 passengers.” 【400】 “A storm came” 【3】',
        ),
  );
  await panel.summarize();
  await waitFor('the count of parts', async () => /^Reading part \d of \d$/.test(await panel.status()));
  const { text } = await panel.answer(1);
  expect(text).toContain('A calm forty days');
  const parts = asked().filter(isPart);
  expect(parts.length).toBeGreaterThan(1);
  expect(asked()).toHaveLength(parts.length + 1);
  for (let day = 1; day <= CHAPTERS; day += 1) {
    const times = parts.join('\n').split(`On day ${day} at hour 5 the ferry`).length - 1;
    expect(times, `day ${day}`).toBe(1);
  }
  await waitFor('the line that says what was read', async () =>
    /^Read: the whole page, ~\d\d,\d\d\d tokens$/.test(await readLine()),
  );
});

it('answers a question from the passages that fit, and shows exactly which', async () => {
  server.script(answer('They were 216: “On day 20 at hour 10 the ferry carried 216 passengers.” 【200】'));
  await panel.ask('How many passengers were carried on day 20 at hour 10?');
  await panel.answer(2);
  const [, read, all] = await waitFor('the line that says what was read', async () =>
    /^Read: (\d+) of (\d+) passages, ~[\d,]+ tokens$/.exec(await readLine()),
  );
  expect(Number(read)).toBeGreaterThan(20);
  expect(Number(read)).toBeLessThan(Number(all));
  await panel.surface.evaluate(() => [...document.querySelectorAll<HTMLElement>('.read > summary')].at(-1)?.click());
  const shown = await waitFor('the passages', () =>
    panel.surface.evaluate(() => {
      const [last] = [...document.querySelectorAll('.read')].slice(-1);
      const passages = [...(last?.querySelectorAll('p[data-passage]') ?? [])].map(({ textContent }) => textContent);
      return passages.length > 0 && passages;
    }),
  );
  expect(shown).toHaveLength(Number(read));
  const sent = asked().at(-1) ?? '';
  for (const passage of shown) expect(sent).toContain(passage.split('\n').at(-1)?.slice(-60));
  expect(shown.join('\n')).toContain('On day 20 at hour 10 the ferry carried 216 passengers.');
});
