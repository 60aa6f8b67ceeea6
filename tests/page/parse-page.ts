import { parseHTML } from 'linkedom';

export const PAGE_URL = 'https://example.org/guide/page.html?view=1#part';

/** A document of linkedom's, which has no address of its own. There is no layout and no style in it. */
export function parsePage(html: string, url = PAGE_URL): Document {
  const isWhole = /<html/i.test(html);
  const { document } = parseHTML(isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`);
  Object.defineProperty(document, 'URL', { value: url });
  // linkedom takes the base address from here only.
  const base = document.createElement('base');
  base.setAttribute('href', url);
  document.head.prepend(base);
  return document as unknown as Document;
}
