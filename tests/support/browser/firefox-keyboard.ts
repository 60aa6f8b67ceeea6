import type { FirefoxWindow } from './firefox-window.ts';
import { waitFor } from './wait-for.ts';

/** Firefox's own objects, as far as they are used here. They exist only inside the browser's window. */
type Input = {
  beginInputTransactionForTests(window: unknown): boolean;
  keydown(event: KeyboardEvent): number;
  keyup(event: KeyboardEvent): number;
};
type Components = {
  readonly classes: Record<string, { createInstance(kind: unknown): Input }>;
  readonly interfaces: Record<string, unknown>;
};
type AddressBar = {
  value: string;
  focus(): void;
  readonly searchMode: { readonly keyword?: string } | null;
  readonly view: { readonly isOpen: boolean; getResultAtIndex(index: number): Result | undefined };
};
type Result = {
  readonly heuristic: boolean;
  readonly payload: { readonly keyword?: string; readonly content?: string };
};

/** One key, with the keys that are held down meanwhile; `key` as in a KeyboardEvent. */
export type Press = { readonly key: string; readonly code?: string; readonly held?: readonly string[] };

/** Presses keys one after another where the browser's focus is: they go through its own table of shortcuts first. */
export function pressInFirefox(window: FirefoxWindow, ...presses: readonly Press[]): Promise<void> {
  return window.run(pressAll, presses);
}

/** Types `st` and the words into the address bar, and presses Enter once the browser offers to hand them to the extension. */
export async function askInAddressBar(window: FirefoxWindow, words: string): Promise<void> {
  await window.run(goToAddressBar);
  await pressInFirefox(window, ...[...`st ${words}`].map((key) => ({ key })));
  await waitFor('the address bar to offer the words to the extension', () => window.run(offersWords, words));
  await pressInFirefox(window, { key: 'Enter' });
}

/** Runs in the browser's window. */
function pressAll(presses: readonly Press[]): void {
  const { classes, interfaces } = Reflect.get(globalThis, 'Components') as Components;
  const input = classes['@mozilla.org/text-input-processor;1']?.createInstance(interfaces['nsITextInputProcessor']);
  if (input?.beginInputTransactionForTests(globalThis) !== true) throw new Error('Firefox takes no keys.');
  for (const { key, code = '', held = [] } of presses) {
    // The table of shortcuts goes by the old numbers, which for letters and digits are those of the capital letter.
    const keyCode = key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0;
    const pressed = new KeyboardEvent('', { key, code, keyCode });
    const events = [...held.map((one) => new KeyboardEvent('', { key: one })), pressed];
    for (const event of events) input.keydown(event);
    for (const event of events.reverse()) input.keyup(event);
  }
}

/** Runs in the browser's window. */
function goToAddressBar(): void {
  const { gURLBar } = globalThis as unknown as { gURLBar: AddressBar };
  gURLBar.focus();
  gURLBar.value = '';
}

/** Runs in the browser's window. */
function offersWords(words: string): boolean {
  const { gURLBar } = globalThis as unknown as { gURLBar: AddressBar };
  const first = gURLBar.view.isOpen ? gURLBar.view.getResultAtIndex(0) : undefined;
  return first?.payload.keyword === 'st' && first.payload.content === `st ${words}`;
}
