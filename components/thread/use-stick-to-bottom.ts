import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** This close to the end, in CSS pixels, counts as being there. */
const SLACK = 32;

type Sticking = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** The end is held in view. */
  readonly following: RefObject<boolean>;
  /** Something newer is out of sight. */
  readonly away: boolean;
  readonly onScroll: () => void;
  readonly jump: () => void;
};

/**
 * Keeps the end of a growing text in view for as long as the reader is there. Scrolling up lets go, scrolling back or a new
 * `anchor` (the user's newest message) takes hold again. Holds still while the pointer is on something that can be pressed,
 * and while words are being selected. `later`: what is there ends before the end.
 */
export function useStickToBottom(anchor: string | null, later: boolean, onMove: () => void): Sticking {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef<boolean>(true);
  const last = useRef({ top: 0, height: 0 });
  const reached = useRef<string | null>(null);
  const [away, setAway] = useState(false);

  const jump = useCallback(() => {
    following.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
    setAway(false);
  }, []);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const near = !later && isAtEnd(element);
    const { top, height } = last.current;
    last.current = { top: element.scrollTop, height: element.scrollHeight };
    // Text that came since the last scroll makes the end look far, and what has gone takes the reader up; only a move upwards by more
    // than that is the reader's own.
    if (near) following.current = true;
    else if (top - element.scrollTop > Math.max(0, height - element.scrollHeight)) following.current = false;
    setAway(!near && !following.current && isBegun(element));
    onMove();
  }, [later, onMove]);

  useLayoutEffect(() => {
    if (later || (reached.current === anchor && !following.current)) return;
    reached.current = anchor;
    if (isBegun(scroller.current)) jump();
  }, [anchor, later, jump]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || content.current === null) return;
    const observer = new ResizeObserver(() => {
      // What stands in an empty thread is read from its beginning.
      if (!isBegun(element)) setAway(false);
      else if (following.current && !isInUse(element)) element.scrollTop = element.scrollHeight;
      else setAway(!isAtEnd(element));
      onMove();
    });
    observer.observe(element);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [onMove]);

  return { scroller, content, following, away: away || later, onScroll, jump };
}

function isBegun(element: HTMLElement | null): boolean {
  return (element?.querySelector('article') ?? null) !== null;
}

function isAtEnd(element: HTMLElement): boolean {
  return element.scrollHeight - element.scrollTop - element.clientHeight <= SLACK;
}

function isInUse(element: HTMLElement): boolean {
  if (element.querySelector(':is(button, a):hover') !== null) return true;
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && element.contains(selection.anchorNode);
}
