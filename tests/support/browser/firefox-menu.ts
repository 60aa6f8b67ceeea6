import type { Page } from 'puppeteer-core';
import type { FirefoxWindow } from './firefox-window.ts';
import { waitFor } from './wait-for.ts';

/** Firefox's own objects, as far as they are used here. They exist only inside the browser's window. */
type Popup = HTMLElement & { readonly state: string; activateItem(item: Element): void };
type SubMenu = HTMLElement & { readonly menupopup: Popup; openMenu(isOpen: boolean): void };

/** Opens the browser's own menu of an element of the page, and chooses one of the extension's entries there by its words. */
export async function chooseInMenu(window: FirefoxWindow, page: Page, selector: string, label: string): Promise<void> {
  await page.bringToFront();
  const element = await page.waitForSelector(selector);
  await element?.scrollIntoView();
  const { x = 0, y = 0, width = 0, height = 0 } = (await element?.boundingBox()) ?? {};
  await page.mouse.click(x + Math.min(width / 2, 60), y + height / 2, { button: 'right' });
  await waitFor('the menu', () => window.run(isMenuOpen));
  await waitFor(`"${label}" in the menu`, () => window.run(activate, label));
  await waitFor('the menu to close', async () => !(await window.run(isMenuOpen)));
}

/** Runs in the browser's window. */
function isMenuOpen(): boolean {
  return document.querySelector<Popup>('#contentAreaContextMenu')?.state === 'open';
}

/** Runs in the browser's window; false until the entry can be chosen. Where the extension has several, they are in a menu of their own. */
function activate(label: string): boolean {
  const menu = document.querySelector<Popup>('#contentAreaContextMenu');
  const own = [...(menu?.children ?? [])].filter(({ id }) => id.startsWith('sitethread_'));
  const direct = own.find((item) => item.getAttribute('label') === label);
  if (direct !== undefined) {
    menu?.activateItem(direct);
    return true;
  }
  const several = own.find((item): item is SubMenu => item.localName === 'menu');
  if (several === undefined) return false;
  if (several.menupopup.state !== 'open') several.openMenu(true);
  const item = [...several.menupopup.children].find((one) => one.getAttribute('label') === label);
  if (item === undefined || several.menupopup.state !== 'open') return false;
  several.menupopup.activateItem(item);
  return true;
}
