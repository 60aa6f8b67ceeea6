import type { MessageView } from '../../lib/panel/model.ts';
import { focusOn } from './focus-on.ts';
import type { DrawnPart } from './use-drawn-part.ts';
import { articlesIn, firstInSight } from './use-kept-place.ts';

/** Messages that are drawn in one frame while others are read, and characters of them: more are felt as a jerk. */
const AT_ONCE = 7;
const CHARACTERS_AT_ONCE = 3_000;

/** Which of the messages are drawn next, from and to: all where another part of the thread is shown, else a few more than now. */
function nextPart(drawn: DrawnPart, messages: readonly MessageView[]): [from: number, to: number] {
  const ids = new Set(drawn.messages.map(({ id }) => id));
  const first = messages.findIndex(({ id }) => ids.has(id));
  const end = messages.findLastIndex(({ id }) => ids.has(id)) + 1;
  const staying = first === -1 ? 0 : end - first;
  // The reader goes somewhere else.
  if (2 * staying < ids.size) return [0, messages.length];
  // Taking messages away is work for a frame of its own.
  const fits = staying < ids.size ? () => 0 : fitting;
  return [
    drawn.window.earlier ? first - fits(messages.slice(0, first).toReversed()) : 0,
    drawn.window.later ? end + fits(messages.slice(end)) : messages.length,
  ];
}

/** How many of these are drawn in one frame. */
function fitting(messages: readonly MessageView[]): number {
  let characters = 0;
  const rest = messages.findIndex(({ text }, index) => {
    characters += text.length;
    return index === AT_ONCE || (index > 0 && characters > CHARACTERS_AT_ONCE);
  });
  return rest === -1 ? messages.length : rest;
}

/**
 * How many messages there are up to the last one in use, and from the first one in use on. In use is a message whose words are selected,
 * read aloud or put in other words.
 */
function inUse(scroller: HTMLElement | null): { readonly toLast: number; readonly fromFirst: number } {
  const articles = articlesIn(scroller);
  const selection = document.getSelection();
  const isInUse = (article: HTMLElement) =>
    article.querySelector('textarea, [aria-pressed="true"]') !== null ||
    (selection?.isCollapsed === false && selection.containsNode(article, true));
  const first = articles.findIndex(isInUse);
  return { toLast: articles.findLastIndex(isInUse) + 1, fromFirst: first === -1 ? 0 : articles.length - first };
}

/** What takes the focus of a message that goes; without it, the last message. */
export type Heir = {
  readonly article: HTMLElement | undefined;
  /** The version that comes in its place for somebody who goes through them by key, and the button they press. */
  readonly version: { readonly id: string; readonly button: string } | null;
};

/** Null where none of the messages that go has the focus. */
function heirIn(
  scroller: HTMLElement | null,
  before: readonly MessageView[],
  next: readonly MessageView[],
): Heir | null {
  const holder = document.activeElement?.closest<HTMLElement>('article');
  if (!holder || next.some(({ id }) => id === holder.dataset['message'])) return null;
  const place = before.findIndex(({ id }) => id === holder.dataset['message']);
  const id = before[place - 1]?.id === next[place - 1]?.id ? next[place]?.id : undefined;
  const button = document.activeElement?.closest('.versions > button')?.getAttribute('aria-label');
  return { article: firstInSight(scroller), version: id && button ? { id, button } : null };
}

/** False where the next thread is still being read: its last message is to get the focus. */
function inherit({ article, version }: Heir, scroller: HTMLElement | null): boolean {
  // Somebody else has taken it.
  if (document.activeElement !== document.body) return true;
  const buttons = articlesIn(scroller)
    .find((one) => one.dataset['message'] === version?.id)
    ?.querySelectorAll<HTMLElement>('.versions > button:enabled');
  const [first, ...others] = buttons ?? [];
  const button = others.find((one) => one.getAttribute('aria-label') === version?.button) ?? first;
  if (button !== undefined) {
    button.focus({ preventScroll: true });
    return true;
  }
  const next = article?.isConnected ? article : articlesIn(scroller).at(-1);
  focusOn(next);
  return next !== undefined;
}

/** What the window of a long thread needs once somebody scrolls. */
export const windowMoves = { nextPart, inUse, heirIn, inherit };
