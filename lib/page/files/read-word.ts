import { type ArchiveFiles, all, attribute, children, first } from './archive-xml.ts';
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
