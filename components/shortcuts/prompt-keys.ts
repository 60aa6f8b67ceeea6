import type { PromptKey } from '../../lib/panel/prompts/prompts-model.ts';
import { IS_MAC, isCovered, isInOtherField } from './panel-keys.ts';

/** The same as for the extension's own commands, which have the digits before. On a Mac Option types characters. */
const MODIFIERS = IS_MAC ? ['⌃', 'Shift'] : ['Alt', 'Shift'];

/** As they stand on the keyboard. */
export function keysOfPrompt(key: PromptKey): readonly string[] {
  return [...MODIFIERS, String(key)];
}

/** As `aria-keyshortcuts` names them. */
export function promptShortcut(key: PromptKey): string {
  return keysOfPrompt(key).join('+').replace('⌃', 'Control');
}

/**
 * The digit of the prompt that a key press in the panel asks for, wherever it stands on the keyboard; null where the press belongs to
 * what has the keyboard, or to something that lies over the thread.
 */
export function promptKeyOf(event: KeyboardEvent): number | null {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return null;
  if (!event.shiftKey || event.metaKey || event.altKey === IS_MAC || event.ctrlKey !== IS_MAC) return null;
  const [, digit] = /^Digit([4-9])$/.exec(event.code) ?? [];
  return digit === undefined || isCovered() || isInOtherField(event.target) ? null : Number(digit);
}
