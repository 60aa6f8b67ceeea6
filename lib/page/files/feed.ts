import { collapse } from '../hygiene.ts';

export type Feed = { readonly title: string; readonly entries: readonly FeedEntry[] };

export type FeedEntry = {
  readonly title: string;
  /** As the feed writes it; empty when it gives none. */
  readonly url: string;
  readonly date: string;
  readonly lines: readonly string[];
};

/** An RSS, RDF or Atom document; null for any other. */
export function readFeed(root: Element): Feed | null {
  const kind = root.localName.toLowerCase();
  if (kind !== 'rss' && kind !== 'rdf' && kind !== 'feed') return null;
  const channel = kind === 'feed' ? root : (children(root, 'channel')[0] ?? root);
  const entries = [channel, root].flatMap((parent) => [...children(parent, 'item'), ...children(parent, 'entry')]);
  return { title: told(channel, 'title'), entries: [...new Set(entries)].map(readEntry) };
}

function readEntry(entry: Element): FeedEntry {
  const link = children(entry, 'link').find((one) => (one.getAttribute('rel') ?? 'alternate') === 'alternate');
  const words = ['encoded', 'content', 'description', 'summary'].map(
    (name) => children(entry, name)[0]?.textContent ?? '',
  );
  return {
    title: told(entry, 'title'),
    url: collapse(link?.getAttribute('href') ?? link?.textContent ?? ''),
    date:
      ['pubDate', 'published', 'updated', 'date'].map((name) => told(entry, name)).find((date) => date !== '') ?? '',
    lines: linesOf(words.reduce((longest, one) => (one.length > longest.length ? one : longest), '')),
  };
}

/** Feeds hold HTML as text. */
function linesOf(html: string): string[] {
  const parted = html.replace(/<(?:\/(?:p|div|li|h\d|tr|blockquote)|br\s*\/?)>/gi, '\n').replace(/<[^>]*>/g, ' ');
  return decoded(parted)
    .split('\n')
    .map(collapse)
    .filter((line) => line !== '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function told(parent: Element, name: string): string {
  return collapse(decoded(children(parent, name)[0]?.textContent ?? ''));
}

/** Prefixes say nothing: `content:encoded` is `encoded`. */
function children(parent: Element, name: string): Element[] {
  return [...parent.children].filter(
    (child) => child.localName.toLowerCase().replace(/^.*:/, '') === name.toLowerCase(),
  );
}
