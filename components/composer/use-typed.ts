import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** What is typed behind a sign at `start`, up to the caret. */
export type Typed = { readonly start: number; readonly words: string };

/**
 * What is being typed at the caret of a text box, while `find` sees something there and nobody has closed it: closed, it stays
 * closed while that word is typed. It listens to the text box by itself: what is typed comes back with the next frame, and a text
 * box that is drawn again before that would lose it. `find` must stay the same function.
 */
export function useTyped(
  textbox: RefObject<HTMLTextAreaElement | null>,
  find: (text: string, caret: number) => Typed | null,
) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [closed, setClosed] = useState<number | null>(null);

  // Before anybody can type: nothing typed is missed.
  useLayoutEffect(() => {
    const box = textbox.current;
    if (box === null) return;
    const follow = () => {
      const { value, selectionStart, selectionEnd } = box;
      const next = selectionStart === selectionEnd ? find(value, selectionEnd) : null;
      setTyped((before) => (before?.start === next?.start && before?.words === next?.words ? before : next));
      if (next === null) setClosed(null);
    };
    for (const event of EVENTS) box.addEventListener(event, follow);
    return () => {
      for (const event of EVENTS) box.removeEventListener(event, follow);
    };
  }, [textbox, find]);

  return {
    typed: typed?.start === closed ? null : typed,
    close: () => setClosed(typed?.start ?? null),
    /** It has been taken out of the text. */
    taken: () => setTyped(null),
  };
}

/** After each of them the caret may be elsewhere. */
const EVENTS = ['input', 'keyup', 'click'] as const;
