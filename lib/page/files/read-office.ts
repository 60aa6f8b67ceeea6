import type { FilePart } from './file-parts.ts';

/** The files in a document's archive. `xml`: null where there is no such file. */
export type OfficeFiles = {
  readonly names: readonly string[];
  readonly xml: (name: string) => Promise<Document | null>;
};

/**
 * The words of a document (docx), a table (xlsx) or slides (pptx). Without what nobody sees: deleted words, hidden sheets and hidden
 * slides. Pictures, formulas and notes are left out. Null where the archive holds none of the three.
 */
export async function readOffice(files: OfficeFiles): Promise<FilePart[] | null> {
  if (files.names.includes('word/document.xml')) return readDocument(files);
  if (files.names.includes('xl/workbook.xml')) return readWorkbook(files);
  return files.names.includes('ppt/presentation.xml') ? readSlides(files) : null;
}

// Prefixes are whatever the program that wrote the file has chosen: elements are told by their local names.

const all = (parent: Document | Element, name: string) => [...parent.getElementsByTagNameNS('*', name)];
const first = (parent: Document | Element, name: string) => parent.getElementsByTagNameNS('*', name)[0];
const children = (parent: Element | undefined, name: string) =>
  [...(parent?.children ?? [])].filter((child) => child.localName === name);

function attribute(element: Element | undefined, name: string): string | null {
  return [...(element?.attributes ?? [])].find(({ localName }) => localName === name)?.value ?? null;
}

async function readDocument({ xml }: OfficeFiles): Promise<FilePart[]> {
  const document = await xml('word/document.xml');
  const body = document === null ? undefined : first(document, 'body');
  const levels = headingStyles(await xml('word/styles.xml'));
  return body === undefined ? [] : [...body.children].flatMap((block) => blockOf(block, levels));
}

/** Styles of headings by id, with their level. Their names are English whatever the program's language; their ids are not. */
function headingStyles(styles: Document | null): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const style of styles === null ? [] : all(styles, 'style')) {
    const name = attribute(first(style, 'name'), 'val') ?? '';
    const level = /^title$/i.test(name) ? 1 : Number(/^heading (\d)$/i.exec(name)?.[1] ?? 0);
    if (level > 0) levels.set(attribute(style, 'styleId') ?? '', Math.min(6, level));
  }
  return levels;
}

function blockOf(block: Element, levels: ReadonlyMap<string, number>): FilePart[] {
  if (block.localName === 'tbl') return [tableOf(block)];
  if (block.localName === 'sdt')
    return children(block, 'sdtContent').flatMap((content) =>
      [...content.children].flatMap((one) => blockOf(one, levels)),
    );
  if (block.localName !== 'p') return [];
  const text = paragraphText(block);
  const [properties] = children(block, 'pPr');
  const level = levels.get(attribute(children(properties, 'pStyle')[0], 'val') ?? '');
  if (level !== undefined) return [{ type: 'heading', level, text }];
  return [{ type: 'text', text, ...(children(properties, 'numPr').length > 0 ? { listed: true } : {}) }];
}

function tableOf(table: Element): FilePart {
  const rows = children(table, 'tr').map((row) =>
    children(row, 'tc').map((cell) => all(cell, 'p').map(paragraphText).join(' ')),
  );
  return { type: 'table', rows, header: rows.length > 1 };
}

/** Deleted words are in `delText`, and hidden ones in a run that says `vanish`. */
function paragraphText(paragraph: Element): string {
  return all(paragraph, 'r')
    .filter((run) => children(children(run, 'rPr')[0], 'vanish').length === 0)
    .flatMap((run) => [...run.children])
    .map(({ localName, textContent }) => {
      if (localName === 't') return textContent;
      return localName === 'tab' || localName === 'br' || localName === 'cr' ? ' ' : '';
    })
    .join('');
}

async function readWorkbook({ xml }: OfficeFiles): Promise<FilePart[]> {
  const workbook = await xml('xl/workbook.xml');
  const targets = await relations(xml, 'xl/_rels/workbook.xml.rels', 'xl/');
  const shared = await xml('xl/sharedStrings.xml');
  const strings = shared === null ? [] : all(shared, 'si').map(stringOf);
  const parts: FilePart[] = [];
  for (const sheet of workbook === null ? [] : all(workbook, 'sheet')) {
    const state = attribute(sheet, 'state') ?? 'visible';
    const document = state === 'visible' ? await xml(targets.get(relationOf(sheet)) ?? '') : null;
    const rows = document === null ? [] : all(document, 'row').map((row) => cellsOf(row, strings));
    const filled = rows.filter((row) => row.some((cell) => cell !== ''));
    if (filled.length === 0) continue;
    parts.push({ type: 'heading', level: 2, text: attribute(sheet, 'name') ?? '' });
    parts.push({ type: 'table', rows: filled, header: isHeader(filled) });
  }
  return parts;
}

/** Phonetic marks beside Japanese words are no part of them. */
function stringOf(item: Element): string {
  return all(item, 't')
    .filter(({ parentElement }) => parentElement?.localName !== 'rPh')
    .map(({ textContent }) => textContent)
    .join('');
}

/** Empty cells are not written: each says in its name, such as `C7`, which column it is in. */
function cellsOf(row: Element, strings: readonly string[]): string[] {
  const cells: string[] = [];
  for (const cell of children(row, 'c')) {
    const letters = /^[A-Z]+/.exec(attribute(cell, 'r') ?? '')?.[0] ?? '';
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const place = column < 0 ? cells.length : Math.min(column, MOST_COLUMNS);
    while (cells.length < place) cells.push('');
    cells[place] = cellText(cell, strings);
  }
  return cells;
}

/** As many as the format has. */
const MOST_COLUMNS = 16_384;

function cellText(cell: Element, strings: readonly string[]): string {
  const type = attribute(cell, 't');
  if (type === 'inlineStr') return stringOf(cell);
  const value = children(cell, 'v')[0]?.textContent ?? '';
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value;
}

function isHeader([first = [], ...rest]: readonly (readonly string[])[]): boolean {
  return rest.length > 0 && first.every((cell) => !/^[-+\d.,]+$/.test(cell));
}

async function readSlides({ xml }: OfficeFiles): Promise<FilePart[]> {
  const presentation = await xml('ppt/presentation.xml');
  const targets = await relations(xml, 'ppt/_rels/presentation.xml.rels', 'ppt/');
  const parts: FilePart[] = [];
  for (const [index, slide] of (presentation === null ? [] : all(presentation, 'sldId')).entries()) {
    const document = await xml(targets.get(relationOf(slide)) ?? '');
    if (document === null || attribute(document.documentElement, 'show') === '0') continue;
    const texts = all(document, 'p')
      .map((paragraph) =>
        all(paragraph, 't')
          .map(({ textContent }) => textContent)
          .join(''),
      )
      .filter((text) => text.trim() !== '');
    if (texts.length === 0) continue;
    parts.push({ type: 'heading', level: 2, text: texts[0] ?? String(index + 1) });
    for (const text of texts.slice(1)) parts.push({ type: 'text', text, listed: true });
  }
  return parts;
}

/** What an element stands for: its other `id` is a number of its own. */
function relationOf(element: Element): string {
  return [...element.attributes].find(({ localName, prefix }) => localName === 'id' && prefix !== null)?.value ?? '';
}

/** Files by what the others call them. */
async function relations(xml: OfficeFiles['xml'], name: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const document = await xml(name);
  return new Map(
    (document === null ? [] : all(document, 'Relationship')).map((relation) => {
      const target = attribute(relation, 'Target') ?? '';
      return [attribute(relation, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : folder + target];
    }),
  );
}
