import type { FoundIcon, TabId } from '../../panel/ports.ts';
import { browser } from '../browser.ts';

/** `png`: a `data:` URL. */
type Drawn = { readonly url: string; readonly png: string | null };

const PNG = 'data:image/png;base64,';

/** The icon of the tab's site, read in its page: 32 pixels, PNG. Rejects where the page cannot be looked into. */
export async function siteIcon({ id }: TabId): Promise<FoundIcon> {
  // At once: a page that is still to come into the tab is not waited for.
  const task = { target: { tabId: id }, func: drawIcon, injectImmediately: true };
  const [result] = await browser.scripting.executeScript(task);
  const found = (result?.result ?? null) as Drawn | null;
  if (found === null) throw new Error('The page went before it told its icon.');
  const { url, png } = found;
  if (png === null || !png.startsWith(PNG)) return { url, icon: null };
  const bytes = Uint8Array.from(atob(png.slice(PNG.length)), (letter) => letter.charCodeAt(0));
  return { url, icon: new Blob([bytes], { type: 'image/png' }) };
}

/** Runs inside the page: nothing else from this file exists there. Only what the page's own origin serves is drawn. */
async function drawIcon(): Promise<Drawn> {
  const size = 32;
  const url = location.href;
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i][href]')];
  const addresses = [...links.map(({ href }) => href), new URL('/favicon.ico', url).href];
  try {
    const own = addresses.find((address) => address.startsWith('data:') || new URL(address).origin === location.origin);
    if (own === undefined || !/^(?:https?|data):/.test(own)) return { url, png: null };
    const image = new Image(size, size);
    image.src = own;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [size, size];
    canvas.getContext('2d')?.drawImage(image, 0, 0, size, size);
    return { url, png: canvas.toDataURL('image/png') };
  } catch {
    return { url, png: null }; // no picture behind the address
  }
}
