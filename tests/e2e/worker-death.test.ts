import { beforeAll, describe, expect, it } from 'vitest';
import type { Chromium } from '../support/browser/chromium.ts';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { answer, beginning, type ModelServer, stall } from '../support/model-server/index.ts';

/** Milliseconds between two words: slower than two checkpoints a second, so that little can be lost. */
const EVERY = 150;

/** Words that may still come while the worker is being killed. Then the server waits: the answer cannot end before that. */
const LEFT = 4;

const WORDS = Array.from({ length: 24 }, (_, index) => `word${index} `);
const KILLED_AFTER = [0, 1, 2, 3, 5, 7, 9, 12, 15, 19];

let server: ModelServer;
let chromium: Chromium;
let panel: Panel;

beforeAll(async () => {
  const world = await openWorld();
  ({ server, chromium, panel } = world);
  return world.close;
});

const wordsIn = (text: string) => text.match(/word\d+/g) ?? [];

describe('when the background worker is killed in the middle of an answer', () => {
  it.each(KILLED_AFTER)('after word %i: no message is lost, and the user can continue', async (last) => {
    await panel.newThread();
    server.script([...beginning(WORDS.slice(0, last + 1 + LEFT), { every: EVERY }), stall]);
    const before = server.requests.length;
    await panel.ask(`Question ${last}`);
    await panel.until(`word ${last}`, (all) => all.some(({ text }) => text.includes(`word${last}`)), { interval: 10 });
    expect(await chromium.killWorker()).toBe(true);

    const partial = await panel.answer();
    const messages = await panel.messages();
    expect(messages.map(({ role, status }) => [role, status])).toEqual([
      ['user', 'completed'],
      ['assistant', 'incomplete'],
    ]);
    // Half a second of words may be lost, and what is there is the beginning without gaps.
    const kept = wordsIn(partial.text);
    expect(kept).toEqual(WORDS.slice(0, kept.length).map((word) => word.trim()));
    expect(kept.length).toBeGreaterThanOrEqual(Math.max(0, last + 1 - Math.ceil(500 / EVERY) - 1));
    expect(server.requests.length - before).toBe(1);

    server.script(answer('and this is the rest.'));
    await panel.surface.click('button', kept.length > 0 ? 'Continue' : 'Retry');
    const done = await panel.until('the rest', (all) => all.some(({ text }) => text.includes('this is the rest.')));
    expect(done.filter(({ role }) => role === 'user').length).toBeGreaterThanOrEqual(1);
    expect(done.at(-1)?.role).toBe('assistant');
  });
});
