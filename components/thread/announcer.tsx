import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../lib/panel/model.ts';
import { memo } from '../controls/memo.tsx';

type Props = {
  /** The newest message, if it is an answer. */
  readonly message: Pick<MessageView, 'id' | 'status' | 'text'> | null;
  /** A run is under way. */
  readonly busy: boolean;
};

/** How far an answer has been said aloud, in characters of its Markdown. */
type Said = { readonly id: string; readonly at: number };

/** Characters that are said at once, at most: floods and endless lines are not worth the time it takes to read them. */
const LONGEST = 4000;

/** Ends of sentences and of lines. */
const END = /[.!?…](?=\s)|[。！？]|\n/g;

/**
 * What a screen reader is told of an answer that comes in: whole sentences, once each, and not every token. An answer that was there
 * before is not told.
 */
export const Announcer = memo(function Announcer({ message, busy }: Props) {
  const said = useRef<Said | null>(null);
  /** Something was asked while this was open: the next answer is news. */
  const awaits = useRef(false);
  const [words, setWords] = useState('');
  useEffect(() => {
    const isNews = awaits.current || busy;
    awaits.current = busy;
    if (message === null) return;
    const { id, status, text } = message;
    const isOver = status !== 'in_progress';
    if (said.current?.id !== id) said.current = { id, at: isNews || !isOver ? 0 : text.length };
    const { at } = said.current;
    const to = lastEnd(text, at, isOver);
    if (to <= at) return;
    // The rest of an answer that is over is not said where it is longer than anybody listens.
    said.current = { id, at: isOver ? text.length : to };
    void import('../markdown/plain-text.ts').then(
      ({ spokenText }) => setWords(spokenText(text.slice(at, to))),
      () => undefined, // The extension was replaced under an open panel.
    );
  }, [message, busy]);
  return (
    <div class="announcer" aria-live="polite">
      {words}
    </div>
  );
});

/** Behind the last sentence that has ended; `from` where none has. Looks no further than is said at once. */
function lastEnd(text: string, from: number, isOver: boolean): number {
  const window = text.slice(from, from + LONGEST);
  if (isOver || window.length === LONGEST) return from + window.length;
  const last = [...window.matchAll(END)].at(-1);
  return last === undefined ? from : from + last.index + last[0].length;
}
