import { contentHash } from '../content-hash.ts';
import { collapse, invisibleCharacters, removeInvisible } from '../hygiene.ts';
import { backticksAround, escapeText } from '../markdown/escape.ts';
import { type Heading, type PassageLine, passagesOfLines } from '../passages.ts';
import { nameOfFile, withoutFragment } from '../site.ts';
import type { PageSnapshot } from '../snapshot.ts';
import { type Feed, type FeedEntry, readFeed } from './feed.ts';
import { type FileInTab, fileInTab } from './file-in-tab.ts';

/** In characters; what comes behind is left out, and the snapshot says so. */
export const LIMIT = 2_000_000;
/** A longer line is cut, so that no passage is a whole file. */
const LINE_LIMIT = 600;

/** What a file holds. */
export type FileContent = { readonly title: string; readonly markdown: string; readonly lines: readonly PassageLine[] };

/** A text, JSON, XML or feed that a tab shows; null of a page. `now` in unix milliseconds. */
export function captureFile(document: Document, { now }: { readonly now: number }): PageSnapshot | null {
  const file = fileInTab(document);
  if (file === null) return null;
  const url = withoutFragment(document.URL);
  const feed = file.root === null ? null : readFeed(file.root);
  const { title, markdown, lines } =
    feed === null ? contentOfText(file, nameOfFile(url)) : ofFeed(feed, nameOfFile(url));
  return {
    url,
    title,
    byline: null,
    language: null,
    captured_at: Math.floor(now / 1000),
    content_hash: contentHash(url, title, markdown),
    kind: 'page',
    markdown,
    passages: passagesOfLines(lines, title),
    hidden_characters: invisibleCharacters(file.text.slice(0, LIMIT)),
    selection: removeInvisible(document.defaultView?.getSelection?.()?.toString() ?? '').trim() || null,
  };
}

export function contentOfText({ text, language }: Pick<FileInTab, 'text' | 'language'>, name: string): FileContent {
  const kept = removeInvisible(text.slice(0, LIMIT)).trim();
  const rest = text.length > LIMIT ? leftOut(text.length - LIMIT, 'characters') : '';
  const [fence, end] = language
    ? [`${backticksAround(kept, 3)}${language}\n`, `\n${backticksAround(kept, 3)}`]
    : ['', ''];
  const lines = language === null ? markdownLines(kept) : language === '' ? proseLines(kept) : plain(kept.split('\n'));
  return {
    title: name,
    markdown: [`${fence}${kept}${end}`, rest].filter((part) => part !== '').join('\n\n'),
    lines: lines.flatMap(cut),
  };
}

export function leftOut(count: number, what: 'characters' | 'chapters' | 'entries' | 'rows'): string {
  return `(${count} more ${what} are left out here.)`;
}

function plain(texts: readonly string[], headings: readonly Heading[] = []): PassageLine[] {
  return texts
    .map((text) => text.trimEnd())
    .filter((text) => text !== '')
    .map((text) => ({ text, headings, isHeading: false }));
}

/** Paragraphs that were wrapped by hand are one line each; short lines stay lines. */
function proseLines(text: string): PassageLine[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const lines = paragraph.split('\n');
    const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.trim().length > 45);
    return plain(isWrapped ? [collapse(paragraph)] : lines.map(collapse));
  });
}

function markdownLines(text: string): PassageLine[] {
  let headings: readonly Heading[] = [];
  let isCode = false;
  return text.split('\n').flatMap((line) => {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const plainLine = isCode ? line : collapse(line);
    const [, signs = '', words = ''] = (isCode ? null : plainLine.match(/^(#{1,6}) (.*?)(?: #+)?$/)) ?? [];
    if (words === '') return plain([plainLine], headings);
    headings = [...headings.filter(({ level }) => level < signs.length), { level: signs.length, text: words }];
    return [{ text: words, headings, isHeading: true }];
  });
}

/** Lines of no more than a passage's length: after a space or a comma where there is one in the last half. */
export function cut(line: PassageLine): PassageLine[] {
  const pieces: PassageLine[] = [];
  let rest = line.text;
  while (rest.length > LINE_LIMIT) {
    const [piece = ''] = rest.slice(0, LINE_LIMIT).match(/^.{300,}[\s,;]/s) ?? [rest.slice(0, LINE_LIMIT)];
    pieces.push({ ...line, text: piece.trimEnd() });
    rest = rest.slice(piece.length);
  }
  return [...pieces, { ...line, text: rest }];
}

function ofFeed(feed: Feed, name: string): FileContent {
  const title = feed.title || name;
  const parts: string[] = [];
  let length = 0;
  for (const entry of feed.entries) {
    const part = entryMarkdown(entry);
    length += part.length;
    if (length > LIMIT && parts.length > 0) break;
    parts.push(part);
  }
  const more = feed.entries.length - parts.length;
  return {
    title,
    markdown: [`# ${escapeText(title)}`, ...parts, ...(more > 0 ? [leftOut(more, 'entries')] : [])].join('\n\n'),
    lines: feed.entries.slice(0, parts.length).flatMap(entryLines),
  };
}

function entryMarkdown({ title, url, date, lines }: FeedEntry): string {
  const name = escapeText(title || url);
  const heading = url === '' ? `## ${name}` : `## [${name}](${url})`;
  return [heading, date, ...lines.map(escapeText)].filter((part) => part !== '').join('\n\n');
}

function entryLines({ title, url, date, lines }: FeedEntry): PassageLine[] {
  const headings = [{ level: 2, text: title || url }];
  return [{ text: title || url, headings, isHeading: true }, ...plain([date, ...lines], headings).flatMap(cut)];
}
