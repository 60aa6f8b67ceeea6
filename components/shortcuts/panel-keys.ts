import { t } from '../../lib/i18n/index.ts';

export type PanelKey = 'new-thread' | 'threads' | 'compose' | 'stop' | 'copy-answer' | 'shortcuts';

export const IS_MAC = /^Mac/.test(navigator.platform);
const COMMAND = IS_MAC ? '⌘' : 'Ctrl';

/**
 * Keys that work while the keyboard is in the panel. None is a letter or sign alone: those belong to whoever types, dictates or
 * has a screen reader go from heading to heading.
 */
export const PANEL_KEYS: { readonly [Name in PanelKey]: readonly string[] } = {
  compose: ['Shift', 'Esc'],
  stop: ['Esc'],
  'new-thread': [COMMAND, 'Shift', 'O'],
  threads: [COMMAND, 'K'],
  'copy-answer': [COMMAND, 'Shift', 'C'],
  shortcuts: [COMMAND, '/'],
};

/** What a key press in the panel asks for; null where it belongs to what has the keyboard, or to something that lies over the thread. */
export function panelKeyOf(event: KeyboardEvent): PanelKey | null {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return null;
  const pressed = [
    ...(event.ctrlKey || event.metaKey ? [event.ctrlKey === (COMMAND === 'Ctrl') ? COMMAND : 'another'] : []),
    // A sign may need Shift on the keyboard it is typed on.
    ...(event.shiftKey && event.key !== '/' ? ['Shift'] : []),
    event.key === 'Escape' ? 'Esc' : event.key.toUpperCase(),
  ].join(' ');
  const name = Object.keys(PANEL_KEYS).find((one) => PANEL_KEYS[one as PanelKey].join(' ') === pressed);
  if (name === undefined || isCovered()) return null;
  return name === 'stop' && isInOtherField(event.target) ? null : (name as PanelKey);
}

/** Does what the control of that name does. False where there is none now. */
export function pressControl(name: Exclude<PanelKey, 'shortcuts'>): boolean {
  const control = document.querySelectorAll<HTMLElement>(CONTROLS[name]());
  // The newest answer's.
  const last = control[control.length - 1];
  if (last === undefined || last.matches(':disabled')) return false;
  if (name === 'compose') last.focus();
  else last.click();
  return true;
}

const named = (element: string, label: string) => `${element}[aria-label=${JSON.stringify(label)}]`;

const CONTROLS = {
  compose: () => named('textarea', t('ask')),
  stop: () => named('button', t('stop')),
  'new-thread': () => named('button', t('new_thread')),
  threads: () => named('button', t('threads')),
  'copy-answer': () => `article ${named('button', t('copy_answer'))}`,
} satisfies { readonly [Name in PanelKey]?: () => string };

/** Escape closes what lies over the thread, and no more. */
export function isCovered(): boolean {
  return document.querySelector('dialog[open], :popover-open') !== null;
}

/** One in which keys mean something else, such as Escape that leaves an edit. */
export function isInOtherField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select') && !target.matches(CONTROLS.compose())
  );
}
