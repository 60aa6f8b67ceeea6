import { type ArchiveFiles, all, attribute, below, children, first } from './archive-xml.ts';
import type { FilePart } from './file-parts.ts';

/** The words of a document of Word's. Without what nobody sees: deleted and hidden words. Pictures and notes are left out. */
export async function readWord({ xml }: Pick<ArchiveFiles, 'xml'>): Promise<FilePart[]> {
  const document = await xml('word/document.xml');
  const body = document === null ? undefined : first(document, 'body');
  const levels = headingStyles(await xml('word/styles.xml'));
  return body === undefined ? [] : [...body.children].flatMap((block) => blockOf(block, levels));
}

/** Styles of headings by id, with their level. Their names are English whatever the program's language; their ids are not. */
function headingStyles(styles: Document | null): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const style of styles === null ? [] : all(styles, 'style')) {
    const name = attribute(children(style, 'name')[0], 'val') ?? '';
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
  const text = wordsIn(block);
  const [properties] = children(block, 'pPr');
  const level = levels.get(attribute(children(properties, 'pStyle')[0], 'val') ?? '');
  if (level !== undefined) return [{ type: 'heading', level, text }];
  return [{ type: 'text', text, ...(children(properties, 'numPr').length > 0 ? { listed: true } : {}) }];
}

function tableOf(table: Element): FilePart {
  const rows = children(table, 'tr').map((row) => children(row, 'tc').map(wordsIn));
  return { type: 'table', rows, header: rows.length > 1 };
}

/** What holds no words that anybody sees here: words that stand elsewhere now, and what is there for older programs. */
const UNSEEN = new Set(['pPr', 'rPr', 'del', 'moveFrom', 'Fallback']);

/** Of a paragraph or a cell, with those of the text boxes in it. */
function wordsIn(parent: Element): string {
  let words = '';
  for (const { localName, textContent } of below(parent, 't', isUnseen)) {
    if (localName === 't') words += textContent;
    else if (/^(?:p|tab|br|cr)$/.test(localName)) words += ' ';
  }
  return words;
}

function isUnseen(element: Element): boolean {
  if (element.localName !== 'r') return UNSEEN.has(element.localName);
  const [vanish] = children(children(element, 'rPr')[0], 'vanish');
  return vanish !== undefined && !/^(?:0|false|off)$/.test(attribute(vanish, 'val') ?? '');
}
