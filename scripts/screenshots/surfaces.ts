import type { Page } from 'puppeteer-core';
import { waitFor } from '../../tests/support/browser/wait-for.ts';
import { answer, faults } from '../../tests/support/model-server/index.ts';
import { addAssistant, connect, rememberThreads, type Stage } from './stage.ts';
import type { Language } from './words.ts';

/** One thing to photograph. They come one after the other, each where the one before has left off. */
export type Surface = {
  readonly name: string;
  readonly languages: readonly Language[];
  /** Brings it about, and gives the document that shows it. */
  readonly show: (stage: Stage) => Promise<Page>;
  /** The browser gives it its size, and takes no other. */
  readonly own_size?: true;
  /** Puts away what would lie over the next one. */
  readonly leave?: (stage: Stage) => Promise<unknown>;
};

/** Milliseconds between two pieces of an answer: so long it is under way while it is photographed. */
const PAUSE = 1_500;

/** Once these words of the article are there, which each answer quotes first, it is under way. */
const UNDER_WAY = 'half of the light';

const ALL: readonly Language[] = ['en', 'ar', 'ja'];
const ENGLISH: readonly Language[] = ['en'];

export const SURFACES: readonly Surface[] = [
  {
    name: 'first-run',
    languages: ALL,
    async show({ panel }) {
      await seen(panel.page, '.first-run');
      return panel.page;
    },
    leave: ({ panel, t }) => panel.surface.click('button', t('first_run_end')),
  },
  {
    name: 'empty',
    languages: ENGLISH,
    async show({ panel }) {
      await seen(panel.page, '.beginning');
      return panel.page;
    },
  },
  {
    name: 'on-device',
    languages: ENGLISH,
    async show({ panel, t }) {
      await panel.surface.click('button', t('summarize'));
      await panel.answer();
      return panel.page;
    },
  },
  {
    name: 'answering',
    languages: ALL,
    async show(stage) {
      await connect(stage);
      await addAssistant(stage);
      await rememberThreads(stage);
      return ask(stage);
    },
  },
  {
    name: 'answered',
    languages: ALL,
    async show({ panel }) {
      await panel.answer();
      return panel.page;
    },
  },
  {
    name: 'assistants-menu',
    languages: ENGLISH,
    async show({ panel }) {
      await panel.page.click('.answering-with');
      await seen(panel.page, '#answering [role="menuitemradio"]');
      return panel.page;
    },
    leave: ({ panel }) => panel.page.keyboard.press('Escape'),
  },
  {
    name: 'prompts-list',
    languages: ENGLISH,
    async show({ panel }) {
      await panel.page.type('textarea', '/');
      await seen(panel.page, '.suggestions [role="option"]');
      return panel.page;
    },
    leave: ({ panel }) => panel.page.keyboard.press('Backspace'),
  },
  {
    name: 'threads',
    languages: ALL,
    async show({ panel, t }) {
      await panel.surface.click('button', t('threads'));
      await seen(panel.page, '.thread-row');
      return panel.page;
    },
  },
  {
    name: 'threads-search',
    languages: ENGLISH,
    async show({ panel, words }) {
      await panel.page.type('input[type="search"]', words.search);
      await seen(panel.page, '.thread-hit');
      return panel.page;
    },
    leave: ({ panel }) => panel.page.evaluate(() => document.querySelector('dialog')?.close()),
  },
  {
    name: 'error',
    languages: ENGLISH,
    async show({ server, panel, t }) {
      server.script(faults.wrongKey());
      await panel.surface.fill(t('ask'), 'And how far can it be seen?');
      await panel.surface.click('button', t('send'));
      await seen(panel.page, '[data-run="failed"], [role="alert"]');
      return panel.page;
    },
    leave: ({ panel, t }) => panel.surface.click('button', t('new_thread')),
  },
  ...['connections', 'assistants', 'prompts', 'usage', 'privacy', 'data', 'appearance'].map(section),
  {
    name: 'popup',
    languages: ENGLISH,
    own_size: true,
    async show({ chromium, options, tab }) {
      await options.page.bringToFront();
      await options.page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('section:has(> #toolbar) input')].at(-1)?.click(),
      );
      await waitFor('the toolbar button to know', () =>
        options.page.evaluate(async () => {
          const { action } = Reflect.get(globalThis, 'chrome');
          return (await action.getPopup({})) !== '';
        }),
      );
      const target = await chromium.openPopup(tab).then(() => chromium.browser.waitForTarget(isPopup));
      const page = await target.asPage();
      await seen(page, 'textarea');
      return page;
    },
  },
];

/** A section of the settings, from its heading on. */
function section(id: string): Surface {
  return {
    name: `options-${id}`,
    languages: id === 'connections' ? ALL : ENGLISH,
    async show({ options: { page } }) {
      await page.bringToFront();
      // It counts what there is as it opens.
      await page.reload();
      await seen(page, `#${id}`);
      await page.evaluate((heading) => document.getElementById(heading)?.scrollIntoView(), id);
      return page;
    },
  };
}

const isPopup = (target: { readonly url: () => string }) => target.url().endsWith('/popup.html');

/** Asks in a new thread, and waits for the first words of the answer. */
async function ask(stage: Stage): Promise<Page> {
  const { server, tab, panel, t, words } = stage;
  await tab.bringToFront();
  await panel.surface.click('button', t('new_thread'));
  await panel.until('an empty conversation', (all) => all.length === 0);
  server.script(answer(words.answer, { every: PAUSE }));
  await panel.surface.fill(t('ask'), words.question);
  await panel.surface.click('button', t('send'));
  await panel.until(UNDER_WAY, (all) => all.some(({ text }) => text.includes(UNDER_WAY)));
  return panel.page;
}

function seen(page: Page, selector: string): Promise<unknown> {
  return waitFor(selector, () => page.evaluate((wanted) => document.querySelector(wanted) !== null, selector));
}
