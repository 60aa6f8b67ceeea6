import { collapse } from './hygiene.ts';

type Thing = Readonly<Record<string, unknown>>;

/** The page's title without the site's name where a heading on the page says which part is which. */
export function titleOf(document: Document): string {
  const title = collapse(document.title);
  for (const heading of document.querySelectorAll('h1')) {
    const text = collapse(heading.textContent ?? '');
    if (text.length > 3 && title.startsWith(text) && /^\s*(?:[|\-–—·•:»/\\]|$)/.test(title.slice(text.length)))
      return text;
  }
  if (title !== '') return title;
  const declared = content(document, 'meta[property="og:title"]');
  return declared ?? collapse(document.querySelector('h1')?.textContent ?? '');
}

/** Who wrote the page, as it says itself; `found` is what a reading of its text has come up with. */
export function bylineOf(document: Document, things: readonly Thing[], found: string | null): string | null {
  const authors = things.flatMap((thing) => namesOf(thing['author']));
  if (authors.length > 0) return [...new Set(authors)].join(', ');
  const declared = content(document, 'meta[name="author"], meta[property="article:author"]');
  if (declared && !/^https?:/.test(declared)) return declared;
  const byline = collapse(found ?? document.querySelector('[rel="author"], [itemprop="author"]')?.textContent ?? '');
  return byline === '' || byline.length > 100 ? null : byline;
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

function namesOf(author: unknown): string[] {
  if (Array.isArray(author)) return author.flatMap(namesOf);
  const name = typeof author === 'object' && author !== null ? (author as Thing)['name'] : author;
  const text = typeof name === 'string' ? collapse(name) : '';
  return text === '' || text.length > 100 || /^https?:/.test(text) ? [] : [text];
}
