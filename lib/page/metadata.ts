import { collapse } from './hygiene.ts';

type Thing = Readonly<Record<string, unknown>>;

/**
 * The page's title without the site's name where a heading says which part is which. `headings`: the text of the largest ones
 * that the page shows. What the page declares elsewhere nobody has seen.
 */
export function titleOf(document: Document, headings: readonly string[]): string {
  const title = collapse(document.title);
  for (const text of headings) {
    if (text.length > 3 && title.startsWith(text) && /^\s*(?:[|\-–—·•:»/\\]|$)/.test(title.slice(text.length)))
      return text;
  }
  return title === '' ? (headings[0] ?? '') : title;
}

/**
 * Who wrote the page, as it says itself; `found` is what a reading of its text has come up with. Only names that `shows` finds in
 * the page's own text: what nobody sees is no byline.
 */
export function bylineOf(
  document: Document,
  things: readonly Thing[],
  found: string | null,
  shows: (name: string) => boolean,
): string | null {
  const authors = things.flatMap((thing) => namesOf(thing['author'])).filter(shows);
  if (authors.length > 0) return [...new Set(authors)].join(', ');
  const candidates = [
    content(document, 'meta[name="author"], meta[property="article:author"]'),
    found,
    document.querySelector('[rel="author"], [itemprop="author"]')?.textContent ?? null,
  ];
  return candidates.flatMap(namesOf).find(shows) ?? null;
}

/** BCP 47, null when the page declares none or something that is no language. */
export function languageOf(document: Document): string | null {
  const declared =
    document.documentElement.getAttribute('lang') ||
    document.documentElement.getAttribute('xml:lang') ||
    content(document, 'meta[http-equiv="content-language" i]');
  try {
    return declared ? (Intl.getCanonicalLocales(declared.trim().replaceAll('_', '-'))[0] ?? null) : null;
  } catch {
    return null;
  }
}

function content(document: Document, selector: string): string | null {
  const value = collapse(document.querySelector(selector)?.getAttribute('content') ?? '');
  return value === '' ? null : value;
}

/** Longer than any name, or an address, and it is none. */
function namesOf(author: unknown): string[] {
  if (Array.isArray(author)) return author.flatMap(namesOf);
  const name = typeof author === 'object' && author !== null ? (author as Thing)['name'] : author;
  const text = typeof name === 'string' ? collapse(name) : '';
  return text === '' || text.length > 100 || /^https?:/.test(text) ? [] : [text];
}
