/** schema.org types of pages that are one text to read. */
const ARTICLE_TYPE = /^(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|Recipe|AdvertiserContentArticle)$/;

/** What the page says about itself in JSON-LD, as one flat list of things. Broken blocks are left out. */
export function structuredData(document: Document): Readonly<Record<string, unknown>>[] {
  const things: Record<string, unknown>[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(script.textContent ?? ''), things);
    } catch {
      // Not JSON: many pages carry broken blocks, and the others still count.
    }
  }
  return things;
}

/** True when the page declares itself an article, in JSON-LD or Open Graph. */
export function declaresArticle(document: Document, things: readonly Readonly<Record<string, unknown>>[]): boolean {
  const type = document.querySelector('meta[property="og:type"]')?.getAttribute('content');
  if (type === 'article') return true;
  return things.some((thing) =>
    [thing['@type']].flat().some((name) => typeof name === 'string' && ARTICLE_TYPE.test(name)),
  );
}

function collect(value: unknown, into: Record<string, unknown>[]): void {
  if (Array.isArray(value)) {
    for (const part of value) collect(part, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const thing = value as Record<string, unknown>;
  into.push(thing);
  collect(thing['@graph'], into);
}
