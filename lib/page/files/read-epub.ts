import { type ArchiveFiles, all, attribute, first } from './archive-xml.ts';

/** What a book says of itself, and its chapters in the order in which they are read. */
export type Book = {
  readonly title: string;
  readonly byline: string | null;
  readonly language: string | null;
  readonly chapters: readonly string[];
};

/** Null where the archive holds no book. `protected`: a chapter is encrypted; what is encrypted in many books are their fonts alone. */
export async function readEpub({ names, xml }: ArchiveFiles): Promise<Book | 'protected' | null> {
  const container = await xml('META-INF/container.xml');
  const path = container === null ? null : attribute(first(container, 'rootfile'), 'full-path');
  const book = path === null ? null : await xml(path);
  if (path === null || book === null) return null;
  const items = new Map(all(book, 'item').map((item) => [attribute(item, 'id'), item]));
  const there = new Set(names);
  const chapters = all(book, 'itemref')
    .filter((reference) => attribute(reference, 'linear') !== 'no')
    .map((reference) => items.get(attribute(reference, 'idref')))
    .filter((item) => isMarkup(attribute(item, 'media-type') ?? ''))
    .map((item) => fileOf(path, attribute(item, 'href') ?? ''))
    .filter((name) => there.has(name));
  const locked = there.has('META-INF/encryption.xml') ? await xml('META-INF/encryption.xml') : null;
  const hidden = new Set(
    (locked === null ? [] : all(locked, 'CipherReference')).map((one) => fileOf('', attribute(one, 'URI') ?? '')),
  );
  if (chapters.some((name) => hidden.has(name))) return 'protected';
  const told = (name: string) => first(book, name)?.textContent?.replace(/\s+/g, ' ').trim() || null;
  return {
    title: told('title') ?? '',
    byline: told('creator'),
    language: told('language'),
    chapters: [...new Set(chapters)],
  };
}

function isMarkup(type: string): boolean {
  return type === 'application/xhtml+xml' || type === 'text/html';
}

/** A file's name in the archive, as another file there refers to it. */
function fileOf(from: string, address: string): string {
  try {
    return decodeURIComponent(new URL(address, new URL(from, 'epub://book/')).pathname).replace(/^\//, '');
  } catch {
    return ''; // an address of nothing
  }
}

/** Elements that end where they begin, in HTML too. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** A chapter's markup as a reader of HTML takes it: there, an element that is closed at once stays open. */
export function chapterMarkup(xhtml: string): string {
  return xhtml.replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (whole, name: string, rest: string) =>
    VOID.test(name) ? whole : `<${name}${rest}></${name}>`,
  );
}
