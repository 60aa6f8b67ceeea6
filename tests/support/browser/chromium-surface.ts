import type { Page } from 'puppeteer-core';
import { failure } from './failure.ts';
import type { Surface } from './surface.ts';

/** Milliseconds until a control must be there. */
const TIMEOUT = 30_000;

/** A document of the extension in Chromium, with real mouse and key events. */
export function chromiumSurface(page: Page): Surface {
  page.setDefaultTimeout(TIMEOUT);
  const surface: Surface = {
    // Puppeteer's own type of a page function cannot carry type parameters through.
    evaluate: (task, ...parameters) => page.evaluate(task as unknown as (...all: unknown[]) => never, ...parameters),
    async click(role, name) {
      try {
        await page.locator(byName(role, name)).click();
      } catch {
        // The driver's own error says nothing but that time ran out.
        throw await failure(`The ${role} "${name}" could not be clicked.`, surface);
      }
    },
    async fill(name, text) {
      const box = await page
        .waitForSelector(`${byName('textbox', name)}, ${byName('combobox', name)}`)
        .catch(() => null);
      if (box === null) throw await failure(`There is no text box "${name}".`, surface);
      await box.focus();
      await page.keyboard.down('Control');
      await page.keyboard.press('KeyA');
      await page.keyboard.up('Control');
      await page.keyboard.press('Backspace');
      if (text !== '') await page.keyboard.type(text);
    },
    async screenshot(path) {
      await page.screenshot({ path: path as `${string}.png` });
    },
  };
  return surface;
}

const byName = (role: string, name: string): string => `::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`;
