import { siteOf } from '../../../lib/page/site.ts';
import { failure } from './failure.ts';
import type { Surface } from './surface.ts';
import { type WaitOptions, waitFor } from './wait-for.ts';

export type PanelMessage = {
  readonly role: 'user' | 'assistant';
  readonly status: 'in_progress' | 'incomplete' | 'completed';
  readonly text: string;
  /** Of its citations that a click can follow, in reading order. */
  readonly citations: readonly { readonly number: string; readonly label: string }[];
};

/** What a user sees and does in the side panel (or the popup), by the names the user is given. */
export type Panel = ReturnType<typeof panelOn>;

/** An answer takes as long as its model; a minute is more than any test's needs. */
const ANSWER = { timeout: 60_000 };

export function panelOn(surface: Surface) {
  /** The conversation as it is drawn; the first answers wait a moment for what draws them. */
  const messages = () => waitFor('the answers to be drawn', () => surface.evaluate(readMessages));

  /** Waits for a state of the conversation; on failure the error carries the conversation and a screenshot. */
  async function until(what: string, holds: (all: readonly PanelMessage[]) => boolean, options?: WaitOptions) {
    try {
      return await waitFor(
        what,
        async () => {
          const all = await messages();
          return holds(all) && all;
        },
        options,
      );
    } catch (error) {
      throw await failure(error instanceof Error ? error.message : String(error), surface, error);
    }
  }

  return {
    surface,
    messages,
    until,
    /** The words of the line that says what the run is doing; empty when it says nothing. */
    status: () => surface.evaluate(() => document.querySelector('[role="status"]')?.textContent?.trim() ?? ''),
    summarize: () => surface.click('button', 'Summarize'),
    stop: () => surface.click('button', 'Stop'),
    /** Starts one, and waits until it is there: an answer of the thread before would be taken for one of the new thread. */
    async newThread() {
      await surface.click('button', 'New thread');
      await until('an empty conversation', (all) => all.length === 0);
    },
    /**
     * Waits until a page of the web is what the panel stands beside: the browser tells it of a tab that comes to the front, and of
     * access that a click gives, in its own time. Whether pages of the browser's own are in front nobody can tell from the panel.
     */
    async standsBeside(url: string) {
      if (!/^https?:/.test(url)) return;
      await waitFor(`the panel to stand beside ${url}`, () => surface.evaluate(isBeside, siteOf(url))).catch(
        async (error: Error) => {
          throw await failure(error.message, surface, error);
        },
      );
    },
    async ask(question: string) {
      await surface.fill('Ask about this page', question);
      await surface.click('button', 'Send');
    },
    /** The newest answer, once there are `count` of them and none is being written any more. */
    async answer(count = 1): Promise<PanelMessage> {
      const done = await until(`answer ${count} to end`, (all) => ended(all).length >= count && !writing(all), ANSWER);
      const newest = ended(done).at(-1);
      if (newest === undefined) throw new Error('The conversation holds no answer.');
      return newest;
    },
    /** Waits until some text of an answer that is still being written is on the screen. */
    answering: () =>
      until('an answer to begin', (all) => all.some((message) => isWriting(message) && message.text !== '')),
    /** Follows a citation of the newest answer; `index` counts from 0 in reading order. */
    followCitation: (index: number) => surface.evaluate(clickCitation, index),
  };
}

const isWriting = (message: PanelMessage) => message.status === 'in_progress';
const writing = (all: readonly PanelMessage[]) => all.some(isWriting);
const ended = (all: readonly PanelMessage[]) =>
  all.filter((message) => message.role === 'assistant' && !isWriting(message));

function readMessages(): PanelMessage[] | null {
  if (document.querySelector('[role="log"] article > [aria-busy="true"]') !== null) return null;
  return [...document.querySelectorAll<HTMLElement>('[role="log"] article[data-role]')].map((article) => ({
    role: article.dataset['role'] as PanelMessage['role'],
    status: article.dataset['status'] as PanelMessage['status'],
    text: [...article.querySelectorAll<HTMLElement>(':scope > :is(.markdown, .words)')]
      // biome-ignore lint/performance/useDomNodeTextContent: the words as they are laid out, not those in hidden elements
      .map((words) => words.innerText.trim())
      .join('\n'),
    citations: [...article.querySelectorAll<HTMLElement>('button[data-number]')].map((button) => ({
      number: button.dataset['number'] ?? '',
      label: button.getAttribute('aria-label') ?? '',
    })),
  }));
}

/** A page of the web that the browser lets no extension into has no site here. */
function isBeside(site: string): boolean {
  const shown = document.querySelector('header h1')?.textContent;
  return shown === site || shown === 'browser';
}

function clickCitation(index: number): void {
  const answers = document.querySelectorAll('[role="log"] article[data-role="assistant"]');
  const answer = answers[answers.length - 1];
  const button = answer?.querySelectorAll<HTMLElement>('button[data-number]')[index];
  if (button === undefined) throw new Error(`The newest answer has no citation ${index}.`);
  button.scrollIntoView({ block: 'center' });
  button.click();
}
