import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChromiumPanel } from '../support/browser/chromium.ts';
import { openWorld } from '../support/browser/open-world.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, type ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let panel: ChromiumPanel;

beforeAll(async () => {
  const world = await openWorld();
  ({ server, panel } = world);
  return world.close;
});

const texts = async () => (await panel.messages()).map(({ text }) => text);
const shows = (...expected: string[]) =>
  waitFor(expected.join(' | '), async () => (await texts()).join() === expected.join());
const asked = () => JSON.stringify(server.requests.at(-1)?.body);

/** Opens the menu of the newest message with these words and presses one of its items. */
async function choose(words: string, item: string): Promise<void> {
  await waitFor(`the menu of "${words}"`, () =>
    panel.surface.evaluate((text) => {
      const article = [...document.querySelectorAll('article')].findLast((one) => one.textContent?.includes(text));
      const button = article?.querySelector<HTMLElement>('[aria-haspopup="menu"]');
      button?.click();
      return button != null;
    }, words),
  );
  await panel.surface.click('menuitem', item);
}

describe('a message that has ended', () => {
  beforeEach(async () => {
    await panel.newThread();
    server.script(answer('By dancing.'));
    await panel.ask('How do bees choose?');
    await panel.answer();
  });

  it('is answered again in its place, and the first answer can be brought back', async () => {
    server.script(answer('By voting.'));
    await panel.surface.click('button', 'Answer again');
    await shows('How do bees choose?', 'By voting.');
    await panel.answer();
    expect(asked()).not.toContain('By dancing.');
    await panel.surface.click('button', 'Earlier version');
    await shows('How do bees choose?', 'By dancing.');
    server.script(answer('Thirty.'));
    await panel.ask('How many?');
    await panel.answer(2);
    expect(asked()).toContain('By dancing.');
    expect(asked()).not.toContain('By voting.');
    await panel.surface.click('button', 'Later version');
    await shows('How do bees choose?', 'By voting.');
  });

  it('is gone through by key without leaving its buttons', async () => {
    for (const words of ['By voting.', 'By chance.']) {
      server.script(answer(words));
      await panel.surface.click('button', 'Answer again');
      await shows('How do bees choose?', words);
      await panel.answer();
    }
    const focused = () => panel.surface.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await panel.page.focus('[aria-label="Earlier version"]');
    for (const [words, then] of [
      ['By voting.', 'Earlier version'],
      ['By dancing.', 'Later version'],
      ['By voting.', 'Later version'],
      ['By chance.', 'Earlier version'],
    ] as const) {
      await panel.page.keyboard.press('Enter');
      await shows('How do bees choose?', words);
      await waitFor(`the focus on ${then}`, async () => (await focused()) === then);
    }
  });

  it('keeps the first answer where asking again fails', async () => {
    server.script(faults.wrongKey());
    await panel.surface.click('button', 'Answer again');
    await waitFor('the refusal', async () => (await panel.status()).includes('key'));
    await panel.surface.click('button', 'Bring back the earlier version');
    await shows('How do bees choose?', 'By dancing.');
    await waitFor('nothing to be said of the failure', async () => (await panel.status()) === '');
  });

  it('is answered again by somebody else', async () => {
    const before = server.requests.length;
    await choose('By dancing.', 'On this device');
    await waitFor('another answer', async () => ![undefined, '', 'By dancing.'].includes((await texts())[1]));
    const { citations } = await panel.answer();
    expect(citations.length).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(before);
    expect(await panel.messages()).toHaveLength(2);
  });

  it('is put in other words where it stands, with its page', async () => {
    await panel.surface.click('button', 'Edit question');
    server.script(answer('At noon.'));
    await panel.surface.fill('Edit question', 'When do bees choose?');
    await panel.surface.evaluate(() => document.querySelector<HTMLElement>('.edit-message .button')?.click());
    await shows('When do bees choose?', 'At noon.');
    await panel.answer();
    expect(asked()).not.toContain('How do bees choose?');
    expect(asked()).toContain('scouts');
    await panel.surface.click('button', 'Earlier version');
    await shows('How do bees choose?', 'By dancing.');
  });

  it('keeps the other words it is put in when the panel is closed', async () => {
    const other = 'Where do they dance';
    const written = () =>
      panel.surface.evaluate(() => document.querySelector<HTMLTextAreaElement>('.edit-message textarea')?.value);
    const isOnDisk = async () => JSON.stringify(await storedIn(panel.surface)).includes(other);
    await panel.surface.click('button', 'Edit question');
    await panel.surface.fill('Edit question', other);
    await waitFor('the words on disk', isOnDisk);
    await panel.page.reload();
    await waitFor('the words', async () => (await written()) === other);
    await panel.surface.click('button', 'Cancel');
    await waitFor('nothing on disk', async () => !(await isOnDisk()));
    await shows('How do bees choose?', 'By dancing.');
    await panel.page.reload();
    await shows('How do bees choose?', 'By dancing.');
    expect(await written()).toBeUndefined();
  });

  it('is the last of another thread, and the first thread stays', async () => {
    server.script(answer('Thirty.'));
    await panel.ask('How many?');
    await panel.answer(2);
    await choose('By dancing.', 'New thread from here');
    await shows('How do bees choose?', 'By dancing.');
    server.script(answer('In May.'));
    await panel.ask('When?');
    await panel.answer(2);
    await shows('How do bees choose?', 'By dancing.', 'When?', 'In May.');
    await panel.surface.click('button', 'Threads');
    await waitFor('the other thread', () =>
      panel.surface.evaluate(() => {
        const other = document.querySelector<HTMLElement>('[data-thread]:not([aria-current])');
        other?.click();
        return other !== null;
      }),
    );
    await shows('How do bees choose?', 'By dancing.', 'How many?', 'Thirty.');
  });

  it('is deleted, and put back', async () => {
    await choose('By dancing.', 'Delete message');
    await shows('How do bees choose?');
    await panel.surface.click('button', 'Undo');
    await shows('How do bees choose?', 'By dancing.');
  });

  it('says where a link leads to whoever comes to it by key, and moves nothing for it', async () => {
    server.script(answer('See [the study](https://example.org/bees) and more.\n\nThe end.'));
    await panel.ask('And then?');
    await panel.answer(2);
    const said = () =>
      panel.surface.evaluate(() => {
        const link = document.querySelector('.markdown a');
        const end = link?.closest('.markdown')?.lastElementChild?.getBoundingClientRect().top;
        return { words: link === null ? '' : getComputedStyle(link, '::after').content, end };
      });
    const before = await said();
    expect(before.words).toBe('none');
    await panel.surface.evaluate(() => document.querySelector<HTMLElement>('textarea')?.focus());
    await waitFor('the link to have the focus', async () => {
      await panel.page.keyboard.down('Shift');
      await panel.page.keyboard.press('Tab');
      await panel.page.keyboard.up('Shift');
      return panel.surface.evaluate(() => document.activeElement?.matches('.markdown a'));
    });
    expect(await said()).toEqual({ words: '"Opens https://example.org/bees"', end: before.end });
  });

  it('is read aloud sentence by sentence, until it is stopped', async () => {
    await panel.surface.evaluate(() => {
      const said: string[] = [];
      const voice = { speak: ({ text }: { text: string }) => said.push(text), cancel: () => said.push('stop') };
      Object.defineProperty(globalThis, 'speechSynthesis', { value: voice, configurable: true });
      Object.assign(globalThis, { said });
    });
    const said = () => panel.surface.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    server.script(answer('They **dance**. Then [they vote](https://example.org/).'));
    await panel.ask('And then?');
    await panel.answer(2);
    await panel.surface.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[aria-label="Read aloud"]')].at(-1)?.click(),
    );
    const sentences = ['They dance.', 'Then they vote.'];
    await waitFor('the voice', async () => (await said()).length === 3);
    expect(await said()).toEqual(['stop', ...sentences]);
    await panel.surface.click('button', 'Stop reading aloud');
    await waitFor('silence', async () => (await said()).at(-1) === 'stop' && (await said()).length === 4);
  });
});
