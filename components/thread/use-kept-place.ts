import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView } from '../../lib/panel/model.ts';

/** The first message in sight, and how far below the scroller's edge it begins, in CSS pixels. */
type Place = { readonly article: HTMLElement; readonly top: number };

/**
 * Keeps the words that are in sight where they are while messages come and go before and behind them. The browser does so itself, but
 * not at the very beginning and not when it has just been scrolled there.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  following: RefObject<boolean>,
  messages: readonly MessageView[],
): void {
  const first = messages[0]?.id;
  const drawn = useRef(first);
  const place = useRef<Place | null>(null);

  // The document is as it was before the change: what is returned is drawn after this.
  if (drawn.current !== first) {
    place.current = following.current ? null : placeIn(scroller.current);
    drawn.current = first;
  }

  useLayoutEffect(() => {
    const before = place.current;
    const element = scroller.current;
    place.current = null;
    if (before === null || element === null) return;
    // At once: whatever the reader scrolls before the next frame comes on top of this.
    if (before.article.isConnected) element.scrollTop += topIn(element, before.article) - before.top;
  }, [first, scroller]);
}

function placeIn(scroller: HTMLElement | null): Place | null {
  const article = firstInSight(scroller);
  return scroller === null || article === undefined ? null : { article, top: topIn(scroller, article) };
}

export function firstInSight(scroller: HTMLElement | null): HTMLElement | undefined {
  const edge = scroller?.getBoundingClientRect().top ?? 0;
  return articlesIn(scroller).find((article) => article.getBoundingClientRect().bottom > edge);
}

export function articlesIn(scroller: HTMLElement | null): HTMLElement[] {
  return [...(scroller?.querySelectorAll('article') ?? [])];
}

/** How far below the scroller's edge it begins. */
export function topIn(scroller: HTMLElement, article: HTMLElement): number {
  return article.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
