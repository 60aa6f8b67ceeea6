import { type ArchiveFiles, all, attribute, children, first } from './archive-xml.ts';
import { LIMIT } from './capture-file.ts';
import type { FilePart } from './file-parts.ts';
import { type Styles as OwnStyles, readStyles } from './open-document-styles.ts';
import { tableRows } from './open-document-table.ts';
import { isHeader, type TableRoom, tableRoom } from './table-rows.ts';

/**
 * The words of a text (odt), a table (ods) or slides (odp) in the OpenDocument format. Without what nobody sees: deleted words, hidden
 * words, sheets and slides. Pictures, formulas, notes and tables of contents are left out. Null where it is none of the three.
 */
export async function readOpenDocument({ names, xml }: ArchiveFiles): Promise<FilePart[] | 'locked' | null> {
  const manifest = names.includes('META-INF/manifest.xml') ? await xml('META-INF/manifest.xml') : null;
  if (manifest !== null && all(manifest, 'encryption-data').length > 0) return 'locked';
  const content = await xml('content.xml');
  const body = content === null ? undefined : first(content, 'body');
  const styles = { ...readStyles([await xml('styles.xml'), content]), room: tableRoom() };
  const [text] = children(body, 'text');
  if (text !== undefined) return blocksOf(text, styles);
  const [spreadsheet] = children(body, 'spreadsheet');
  if (spreadsheet !== undefined) return children(spreadsheet, 'table').flatMap((sheet) => sheetOf(sheet, styles));
  const [slides] = children(body, 'presentation');
  return slides === undefined ? null : children(slides, 'page').flatMap((slide) => slideOf(slide, styles));
}

/** With the room that all tables share. */
type Styles = OwnStyles & { readonly room: TableRoom };

/** Elements whose words stand somewhere else, or nowhere. */
const SKIPPED = new Set([
  ...['annotation', 'forms', 'notes', 'tracked-changes', 'table-of-content', 'illustration-index', 'table-index'],
  ...['settings', 'shapes', 'sequence-decls', 'variable-decls', 'user-field-decls', 'header', 'footer'],
]);

/** Elements of no meaning here, such as sections and frames, hand their blocks on. */
function blocksOf(parent: Element, styles: Styles, listed = false): FilePart[] {
  return [...parent.children].flatMap((block): FilePart[] => {
    const { localName } = block;
    if (SKIPPED.has(localName) || styles.isHidden(block)) return [];
    if (localName === 'h') return [{ type: 'heading', level: levelOf(block), text: wordsOf(block, styles) }];
    if (localName === 'p') return [paragraphOf(block, styles, listed)];
    if (localName === 'table') return [tableOf(block, styles)];
    return blocksOf(block, styles, listed || localName === 'list');
  });
}

function levelOf(heading: Element): number {
  return Math.min(6, Math.max(1, Number(attribute(heading, 'outline-level') ?? 1) || 1));
}

function paragraphOf(paragraph: Element, styles: Styles, listed: boolean): FilePart {
  const text = wordsOf(paragraph, styles);
  if (styles.isTitle(paragraph)) return { type: 'heading', level: 1, text };
  return { type: 'text', text, ...(listed ? { listed: true } : {}) };
}

function tableOf(table: Element, styles: Styles): FilePart {
  const rows = tableRows(table, styles.room, (cell) => paragraphsIn(cell, styles));
  return { type: 'table', rows, header: rows.length > 1 };
}

function sheetOf(sheet: Element, styles: Styles): FilePart[] {
  if (styles.isHidden(sheet)) return [];
  const rows = tableRows(sheet, styles.room, (cell) => cellValue(cell) ?? paragraphsIn(cell, styles));
  if (rows.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: attribute(sheet, 'name') ?? '' },
    { type: 'table', rows, header: isHeader(rows) },
  ];
}

/** Its title or first words are its heading, as of the slides of other programs. */
function slideOf(slide: Element, styles: Styles): FilePart[] {
  if (styles.isHidden(slide)) return [];
  const frames = [...slide.children].sort((one, other) => Number(isTitle(other)) - Number(isTitle(one)));
  const parts = frames
    .filter(({ localName }) => !SKIPPED.has(localName))
    .flatMap((frame) => blocksOf(frame, styles))
    .filter((part) => part.type === 'table' || part.text.trim() !== '');
  const heading = parts.findIndex(({ type }) => type !== 'table');
  return parts.map((part, index): FilePart => {
    if (part.type === 'table') return part;
    const { text } = part;
    return index === heading ? { type: 'heading', level: 2, text } : { type: 'text', text, listed: true };
  });
}

function isTitle(frame: Element): boolean {
  return attribute(frame, 'class') === 'title';
}

/** What a cell holds apart from how its reader's language writes it; null where it holds words. */
function cellValue(cell: Element): string | null {
  const of = (name: string) => attribute(cell, name) ?? '';
  switch (of('value-type')) {
    case 'percentage':
      return `${Number((Number(of('value')) * 100).toPrecision(15))}%`;
    case 'currency':
      return [of('value'), of('currency')].filter((part) => part !== '').join(' ');
    case 'float':
      return of('value');
    case 'boolean':
      return of('boolean-value').toUpperCase();
    case 'date':
      return of('date-value')
        .replace(/T00:00:00(?:\.0+)?$/, '')
        .replace('T', ' ');
    case 'time':
      return timeOf(of('time-value'));
    default:
      return null;
  }
}

/** `PT14H30M00S` as `14:30:00`. */
function timeOf(duration: string): string {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)[\d.,]*S)?$/.exec(duration) ?? [];
  return [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':');
}

function paragraphsIn(cell: Element, styles: Styles): string {
  let words = '';
  for (const part of blocksOf(cell, styles))
    for (const text of part.type === 'table' ? part.rows.flat() : [part.text])
      if (words.length < LIMIT) words += words === '' ? text : ` ${text}`;
  return words;
}

/** Elements inside a paragraph that hold no words of it. Spaces in a row are an element of their own. */
const WORDLESS = new Set([
  ...['annotation', 'annotation-end', 'note', 'note-citation', 'ruby-text', 'title', 'desc', 'image', 'object'],
  ...['hidden-text', 'script', 'change', 'change-start', 'change-end'],
]);

function wordsOf(parent: Element, styles: Styles): string {
  return [...parent.childNodes]
    .map((node) => {
      if (node.nodeType === 3) return node.nodeValue ?? '';
      if (node.nodeType !== 1) return '';
      const element = node as Element;
      const { localName } = element;
      if (localName === 's' || localName === 'tab' || localName === 'line-break') return ' ';
      if (WORDLESS.has(localName) || styles.isHidden(element)) return '';
      const words = wordsOf(element, styles);
      return localName === 'p' || localName === 'h' ? ` ${words} ` : words;
    })
    .join('');
}
