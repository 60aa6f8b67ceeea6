import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelState } from '../../lib/panel/model.ts';
import { windowMoves } from './load-window-moves.ts';

export type DrawnPart = Pick<PanelState, 'messages' | 'window'>;

/**
 * The messages to draw now; `waiting`: others come in the next frames. Those that come before the ones that are drawn or, where these
 * end before the thread does, behind them are drawn a few in each frame. A thread that opens is drawn at once, and so is what has just
 * been written.
 */
export function useDrawnPart({ messages, window }: DrawnPart): DrawnPart & { readonly waiting: boolean } {
  const drawn = useRef<DrawnPart>({ messages, window });
  const [, drawOn] = useState(0);
  const isDrawn = drawn.current.messages === messages;
  const [from, to] = (!isDrawn && windowMoves()?.nextPart(drawn.current, messages)) || [0, messages.length];
  const before = from > 0;
  const behind = to < messages.length;
  const waiting = before || behind;
  drawn.current = {
    messages: waiting ? messages.slice(from, to) : messages,
    window: waiting ? { ...window, earlier: window.earlier || before, later: window.later || behind } : window,
  };
  useLayoutEffect(() => {
    if (!waiting) return;
    const frame = requestAnimationFrame(() => drawOn((count) => count + 1));
    return () => cancelAnimationFrame(frame);
  });
  return { ...drawn.current, waiting };
}
