import { isSendKey } from './is-send-key.ts';

type Composer = {
  readonly recalling: boolean;
  readonly busy: boolean;
  readonly onSend: () => void;
  readonly recall: (by: 1 | -1) => void;
  readonly leaveRecalled: () => void;
};

/**
 * Enter sends. Up in front of everything brings earlier questions, and while one is shown unchanged up and down go through them
 * and Escape goes back.
 */
export function onComposerKey(event: KeyboardEvent, box: HTMLTextAreaElement, composer: Composer): void {
  // What was typed or pasted a moment ago may not be drawn yet: the box has it.
  const send = () => !composer.busy && box.value.trim() !== '' && composer.onSend();
  const act = isSendKey(event) ? send : recallOf(event, box, composer);
  if (act === null) return;
  event.preventDefault();
  act();
}

function recallOf(
  event: KeyboardEvent,
  { selectionStart, selectionEnd }: HTMLTextAreaElement,
  { recalling, recall, leaveRecalled }: Composer,
): (() => void) | null {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  // An input method's own list takes the same keys.
  if (event.isComposing || event.keyCode === 229 || shiftKey || altKey || ctrlKey || metaKey) return null;
  if (key === 'ArrowUp' && (recalling || (selectionStart === 0 && selectionEnd === 0))) return () => recall(1);
  if (!recalling) return null;
  if (key === 'ArrowDown') return () => recall(-1);
  return key === 'Escape' ? leaveRecalled : null;
}
