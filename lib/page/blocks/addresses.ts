import { withoutFragment } from '../site.ts';
import { withoutMessage } from './without-message.ts';

const SAFE_SCHEMES = /^(?:https?|ftp|file|mailto|tel|chrome|about):$/;

/** A link's absolute address; null for scripts, data and places on the same page, which become plain text. */
export function linkAddress(element: Element): string | null {
  const href = element.getAttribute('href')?.trim();
  if (!href || href.startsWith('#')) return null;
  const url = absolute(href, element);
  if (!url || !SAFE_SCHEMES.test(url.protocol)) return null;
  // Most addresses have neither of the two, and each look at an address costs.
  if (href.includes('#')) {
    if (url.hash && withoutFragment(url.href) === withoutFragment(element.ownerDocument.URL)) return null;
    withoutMessage(url);
  }
  return inMarkdown((href.includes('?') ? withoutTracking(url) : url).href);
}

/** Parameters that tell a site where its visitors come from and nothing else. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok)(?:=|$)/i;

function withoutTracking(url: URL): URL {
  const parameters = url.search.slice(1).split('&');
  const needed = parameters.filter((parameter) => !TRACKING.test(parameter));
  if (needed.length < parameters.length) url.search = needed.join('&');
  return url;
}

/** A recording's absolute address; null when it only exists in the page. */
export function mediaAddress(media: Element): string | null {
  const source = media.getAttribute('src') ?? media.querySelector('source[src]')?.getAttribute('src');
  const url = source ? absolute(source.trim(), media) : null;
  return url && /^(?:https?|file):$/.test(url.protocol) ? inMarkdown(url.href) : null;
}

/** A picture's absolute address, also when it loads late; null when it is inline data or missing. */
export function imageAddress(element: Element): string | null {
  for (const candidate of candidatesOf(element)) {
    const url = candidate ? absolute(candidate.trim(), element) : null;
    if (url && /^(?:https?|file):$/.test(url.protocol)) return inMarkdown(url.href);
  }
  return null;
}

function* candidatesOf(image: Element): Generator<string | null | undefined> {
  for (const name of ['data-src', 'data-original', 'data-lazy-src', 'src']) yield image.getAttribute(name);
  yield firstOf(image);
  const picture = image.parentElement?.localName === 'picture' ? image.parentElement : null;
  for (const source of picture?.querySelectorAll('source') ?? []) yield firstOf(source);
  const fallback = (picture ?? image).nextElementSibling;
  if (fallback?.localName === 'noscript') {
    const source = /<img\b[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(fallback.textContent || fallback.innerHTML)?.[1];
    yield source?.replaceAll('&amp;', '&');
  }
}

/** Addresses in a set are parted by white space; they may hold commas. */
function firstOf(element: Element): string | undefined {
  const set = element.getAttribute('srcset') ?? element.getAttribute('data-srcset');
  return set?.trim().split(/\s+/)[0]?.replace(/,$/, '');
}

/** What needs no base; reading one costs as much as reading the address. */
const ABSOLUTE = /^https?:\/\//i;

function absolute(address: string, element: Element): URL | null {
  try {
    return ABSOLUTE.test(address) ? new URL(address) : new URL(address, element.baseURI);
  } catch {
    return null; // an address nobody could open
  }
}

/** Brackets end a markdown link early. */
function inMarkdown(address: string): string {
  return address.replaceAll('(', '%28').replaceAll(')', '%29');
}
