import type { PanelShortcuts } from '../../panel/shortcuts.ts';
import { browser } from '../browser.ts';

/** The keyboard commands as the browser has assigned them, and the browser's own page where they are changed. */
export const browserShortcuts: PanelShortcuts = {
  async loadShortcuts() {
    const commands = await browser.commands.getAll();
    return commands.flatMap(({ name = '', description = '', shortcut = '' }) =>
      // `_execute_action` and its like have no description.
      description === '' ? [] : [{ name, description, keys: keysOf(shortcut) }],
    );
  },

  changeShortcuts() {
    // Chromium has no such function, only a page.
    const { openShortcutSettings } = browser.commands as Commands;
    if (openShortcutSettings === undefined) void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    else void openShortcutSettings();
  },
};

/** Firefox 137 and later; the polyfill's types do not know it. */
type Commands = { readonly openShortcutSettings?: () => Promise<void> };

/** macOS writes its keys without anything between: `⌃⇧2`. Elsewhere it is `Alt+Shift+2`. */
function keysOf(shortcut: string): readonly string[] {
  if (shortcut === '') return [];
  if (shortcut.includes('+')) return shortcut.split('+').map((key) => (key === 'MacCtrl' ? '⌃' : key));
  const [, signs = '', key = ''] = /^([⌃⌥⇧⌘]*)(.*)$/u.exec(shortcut) ?? [];
  return [...signs, key].filter((one) => one !== '');
}
