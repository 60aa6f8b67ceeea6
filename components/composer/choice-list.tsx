import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTextboxKeys } from './use-textbox-keys.ts';

export type ListChoice = {
  readonly key: string | number;
  /** Called in the click or key press itself. */
  readonly onChoose: () => void;
  /** What the Tab key does instead; undefined, the same. */
  readonly onComplete?: () => void;
  /** The keys have to be moved here first: an Enter that was meant to send never chooses it. */
  readonly isAside?: boolean;
  /** Keys that choose it without the list, as `aria-keyshortcuts` names them. */
  readonly shortcut?: string | undefined;
  readonly content: ComponentChildren;
};

type Props = {
  /** In the document. */
  readonly id: string;
  readonly label: string;
  readonly textbox: RefObject<HTMLTextAreaElement | null>;
  /** What is typed: with other words the keys begin at the top again. */
  readonly words: string;
  readonly choices: readonly ListChoice[];
  readonly onClose: () => void;
};

/**
 * Choices for what is being typed, above the text box. The focus stays in the text box, which keeps its role;
 * `aria-activedescendant` says which option its keys are at.
 */
export function ChoiceList({ id, label, textbox, words, choices, onClose }: Props) {
  const [moved, setMoved] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => setMoved(null), [words]);

  const count = choices.length;
  const first = choices[0]?.isAside === true ? -1 : 0;
  const active = Math.min(moved ?? first, count - 1);
  const move = (by: 1 | -1) => setMoved(active === -1 && by === -1 ? count - 1 : (active + by + count) % count);
  const choice = choices[active];
  useTextboxKeys(textbox, {
    choose: choice?.onChoose,
    complete: choice?.onComplete ?? choice?.onChoose,
    move: count === 0 ? undefined : move,
    onClose,
  });

  useLayoutEffect(() => {
    const box = textbox.current;
    if (box === null || count === 0) return;
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-controls', id);
    if (active === -1) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of ['autocomplete', 'controls', 'activedescendant']) box.removeAttribute(`aria-${name}`);
    };
  }, [textbox, id, active, count]);

  if (count === 0) return null;
  return (
    // What scrolls can be reached by key; the focus stays in the text box all the same.
    <div
      ref={list}
      id={id}
      class="suggestions"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      onMouseDown={(event) => event.preventDefault()}
    >
      {choices.map(({ key, onChoose, shortcut, content }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text box takes the keys
        <div
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          aria-keyshortcuts={shortcut}
          onClick={onChoose}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
