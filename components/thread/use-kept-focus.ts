import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView } from '../../lib/panel/model.ts';
import { windowMoves } from './load-window-moves.ts';
import type { Heir } from './window-moves.ts';

/** A message that goes with the focus leaves it to one that is in sight, so that the keyboard stays in the conversation. */
export function useKeptFocus(scroller: RefObject<HTMLElement | null>, messages: readonly MessageView[]): void {
  const drawn = useRef(messages);
  const heir = useRef<Heir | null>(null);

  // The document is as it was before the change: what is returned is drawn after this.
  if (drawn.current !== messages) {
    heir.current = windowMoves()?.heirIn(scroller.current, drawn.current, messages) ?? heir.current;
    drawn.current = messages;
  }

  useLayoutEffect(() => {
    if (heir.current !== null && windowMoves()?.inherit(heir.current, scroller.current)) heir.current = null;
  }, [messages, scroller]);
}
