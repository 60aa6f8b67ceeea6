import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

type TextboxKeys = {
  /** Undefined while there is nothing to choose: then the keys are the text box's own. */
  readonly choose: (() => void) | undefined;
  /** The Tab key. */
  readonly complete: (() => void) | undefined;
  readonly move: ((by: 1 | -1) => void) | undefined;
  readonly onClose: () => void;
};

/** Keys that belong to a menu while it is open over a text box, before the text box itself sees them. */
export function useTextboxKeys(textbox: RefObject<HTMLTextAreaElement | null>, keys: TextboxKeys): void {
  // Before the next key can come: an effect after drawing would leave it the keys of an earlier state.
  useLayoutEffect(() => {
    const box = textbox.current;
    if (box === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const act = event.isComposing || event.keyCode === 229 || isModified(event) ? undefined : actOf(event.key, keys);
      if (act === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act();
    };
    // A question of the browser's takes the window's focus, not the document's.
    const onBlur = () => document.activeElement !== box && keys.onClose();
    box.addEventListener('keydown', onKeyDown, true);
    box.addEventListener('blur', onBlur);
    return () => {
      box.removeEventListener('keydown', onKeyDown, true);
      box.removeEventListener('blur', onBlur);
    };
  });
}

function actOf(key: string, { choose, complete, move, onClose }: TextboxKeys): (() => void) | undefined {
  if (key === 'Enter') return choose;
  if (key === 'Tab') return complete;
  if (key === 'Escape') return onClose;
  if (move === undefined) return undefined;
  if (key === 'ArrowDown') return () => move(1);
  return key === 'ArrowUp' ? () => move(-1) : undefined;
}

function isModified({ shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return shiftKey || altKey || ctrlKey || metaKey;
}
