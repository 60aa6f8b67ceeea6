import { withoutFragment } from '../site.ts';

const SAFE_SCHEMES = /^(?:https?|ftp|file|mailto|tel|chrome|about):$/;

/** A link's absolute address; null for scripts, data and places on the same page, which become plain text. */
export function linkAddress(element: Element): string | null {
  const href = element.getAttribute('href')?.trim();
  if (!href || href.startsWith('#')) return null;
  const url = absolute(href, element);
  if (!url || !SAFE_SCHEMES.test(url.protocol)) return null;
  if (url.hash && withoutFragment(url.href) === withoutFragment(element.ownerDocument.URL)) return null;
  return inMarkdown(url.href);
}

/** A picture's absolute address, also when it loads late; null when it is inline data or missing. */
export function imageAddress(element: Element): string | null {
  const candidates = ['data-src', 'data-original', 'data-lazy-src', 'src'].map((name) => element.getAttribute(name));
  const set = element.getAttribute('srcset') ?? element.getAttribute('data-srcset');
  candidates.push(set?.trim().split(/[\s,]+/)[0] ?? null);
  for (const candidate of candidates) {
    const url = candidate ? absolute(candidate.trim(), element) : null;
    if (url && /^(?:https?|file):$/.test(url.protocol)) return inMarkdown(url.href);
  }
  return null;
}

function absolute(address: string, element: Element): URL | null {
  try {
    return new URL(address, element.baseURI);
  } catch {
    return null; // an address nobody could open
  }
}

/** Brackets end a markdown link early. */
function inMarkdown(address: string): string {
  return address.replaceAll('(', '%28').replaceAll(')', '%29');
}
