import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView, PanelActions, PanelState } from '../../lib/panel/model.ts';
import { focusOn } from './focus-on.ts';
import { windowMoves } from './load-window-moves.ts';
import { useDrawnPart } from './use-drawn-part.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { articlesIn, topIn, useKeptPlace } from './use-kept-place.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';

/** Left free above a message that is looked for, in CSS pixels. */
const ABOVE = 12;

/** This close to an end of what is there, in CSS pixels, the reader is about to need more. */
const NEAR = 1_500;

type Window = Pick<PanelState, 'messages' | 'window'> & {
  readonly actions: Pick<PanelActions, 'showEarlier' | 'showLater' | 'showLatest'>;
};

/** Scrolling through a thread of which only a part is there. */
export function useMessageWindow({ actions, ...there }: Window) {
  const { messages, window, waiting } = useDrawnPart(there);
  const { earlier, later, asked, sought } = window;
  const onMove = useRef(() => {});
  const move = useCallback(() => onMove.current(), []);
  const sticking = useStickToBottom(asked, later, move);
  const { scroller, following } = sticking;

  onMove.current = () => {
    const element = scroller.current;
    if (element === null || waiting) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const isShort = element.scrollHeight <= element.clientHeight;
    // Whoever is at the end has not asked for what is earlier, however short the end is until its pictures and formulas are drawn.
    if (earlier && (isShort || (!following.current && element.scrollTop < NEAR)))
      actions.showEarlier(windowMoves()?.inUse(element).toLast);
    else if (later && !following.current && below < NEAR) actions.showLater(windowMoves()?.inUse(element).fromFirst);
  };

  useKeptPlace(scroller, following, messages);
  useSought(scroller, following, { messages, sought });
  useKeptFocus(scroller, messages);

  const jump = useCallback(() => {
    sticking.jump();
    if (later) actions.showLatest();
    // The button goes.
    focusOn(articlesIn(scroller.current).at(-1));
  }, [sticking.jump, later, actions, scroller]);

  const showEarlier = useCallback(() => {
    following.current = false;
    actions.showEarlier(windowMoves()?.inUse(scroller.current).toLast);
    // The button goes with the last messages it brings: the focus stays where one reads on.
    focusOn(articlesIn(scroller.current)[0]);
  }, [actions, following, scroller]);

  return { ...sticking, jump, showEarlier, messages, window };
}

type Sought = Pick<PanelState, 'messages'> & Pick<PanelState['window'], 'sought'>;

/** Brings the message that somebody looks for into view as soon as it is there, once, and marks it. */
function useSought(
  scroller: RefObject<HTMLElement | null>,
  following: RefObject<boolean>,
  { messages, sought }: Sought,
): void {
  const shown = useRef(0);
  useLayoutEffect(() => {
    if (sought === null || sought.count === shown.current || !messages.some(({ id }) => id === sought.id)) return;
    const article = articleOf(scroller.current, sought);
    if (article === null) return;
    shown.current = sought.count;
    following.current = false;
    scroller.current?.scrollBy({ top: topIn(scroller.current, article) - ABOVE });
    article.dataset['sought'] = '';
    article.addEventListener('animationend', () => delete article.dataset['sought'], { once: true });
    focusOn(article);
  }, [messages, sought, scroller, following]);
}

function articleOf(scroller: HTMLElement | null, { id }: Pick<MessageView, 'id'>): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`article[data-message="${CSS.escape(id)}"]`) ?? null;
}
