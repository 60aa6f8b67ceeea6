import type { Thread } from './objects.ts';

/** Where the user is: a site (lib/page/site.ts), and the page's address there, null where nobody knows it. */
export type ThreadPlace = { readonly site: string; readonly page: string | null };

/** Where a thread is shown. */
export type ThreadScope = 'site' | 'page' | 'everywhere';

/** No host is called so. */
const EVERYWHERE = '*';

/** What is current in a place is kept under these; the first that has a thread decides. */
export function keysOf({ site, page }: ThreadPlace): string[] {
  return [...(page === null ? [] : [keyOfPage(page)]), EVERYWHERE, site];
}

/** What a thread is current under; null for a thread of no site. */
export function keyOf({ local }: Thread): string | null {
  if (local.scope === 'everywhere') return EVERYWHERE;
  return local.scope === 'page' && local.page_url !== undefined ? keyOfPage(local.page_url) : local.site;
}

function keyOfPage(address: string): string {
  return `page:${address}`;
}
