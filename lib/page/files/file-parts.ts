import { collapse, invisibleCharacters, removeInvisible } from '../hygiene.ts';
import { escapeCell, escapeLineStarts, escapeText } from '../markdown/escape.ts';
import type { Heading, PassageLine } from '../passages.ts';
import { cut, type FileContent, LIMIT, leftOut } from './capture-file.ts';

/** What a document or a table holds, in order. The first row of a table names its columns where `header` says so. */
export type FilePart =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'text'; readonly text: string; readonly listed?: true }
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[]; readonly header: boolean };

/** A longer header costs more above every passage than it tells. */
const LONGEST_HEADER = 200;

/** A document of these parts, up to the length that any file is read to. */
export function contentOfParts(parts: readonly FilePart[], title: string): FileContent & { readonly hidden: number } {
  const written = { markdown: [] as string[], lines: [] as PassageLine[], length: 0, hidden: 0, rest: 0 };
  let headings: readonly Heading[] = [];
  for (const part of parts) {
    if (part.type === 'heading') {
      const heading = { level: part.level, text: collapse(part.text) };
      if (heading.text === '') continue;
      headings = [...headings.filter(({ level }) => level < heading.level), heading];
      add(written, `${'#'.repeat(part.level)} ${escapeText(heading.text)}`, part.text, [
        { text: heading.text, headings, isHeading: true },
      ]);
    } else if (part.type === 'text') {
      const text = collapse(part.text);
      const markdown = escapeLineStarts(escapeText(text));
      if (text !== '')
        add(written, part.listed ? `- ${markdown}` : markdown, part.text, [{ text, headings, isHeading: false }]);
    } else addTable(written, part, headings);
  }
  const more = written.rest > 0 ? [leftOut(written.rest, 'characters')] : [];
  return {
    title,
    markdown: [...written.markdown, ...more].join('\n\n'),
    lines: written.lines.flatMap(cut),
    hidden: written.hidden,
  };
}

type Written = { markdown: string[]; lines: PassageLine[]; length: number; hidden: number; rest: number };

function add(written: Written, markdown: string, source: string, lines: readonly PassageLine[]): void {
  const room = LIMIT - written.length;
  const rest = Math.max(0, markdown.length - room);
  written.rest += rest;
  if (room <= 0) return;
  written.length += markdown.length - rest;
  written.hidden += invisibleCharacters(source.slice(0, room));
  written.markdown.push(markdown.slice(0, room));
  for (const line of lines) written.lines.push({ ...line, text: line.text.slice(0, room) });
}

function addTable(
  written: Written,
  { rows, header }: Extract<FilePart, { type: 'table' }>,
  headings: readonly Heading[],
): void {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const table: string[] = [];
  const bar = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  if (!header && width <= LIMIT) table.push(bar(Array.from({ length: width }, () => '')));
  let kept = 0;
  let named: Pick<PassageLine, 'columns'> = {};
  for (const [index, row] of rows.entries()) {
    const cells = cellsOf(row, width, LIMIT - written.length);
    if (cells === null) break;
    if (header && index === 0) named = columnsOf(cells);
    const line = bar(cells.map((cell) => escapeCell(escapeText(cell))));
    if (written.length + line.length > LIMIT) break;
    written.length += line.length;
    written.hidden += invisibleCharacters(row.join(''));
    table.push(line);
    kept += 1;
    const text = removeInvisible(cells.join('\t')).trimEnd();
    if (text !== '') written.lines.push({ text, headings, isHeading: false, ...(index > 0 ? named : {}) });
  }
  if (kept > 0) {
    table.splice(1, 0, bar(Array.from({ length: width }, () => '---')));
    written.markdown.push(table.join('\n'));
  }
  if (kept < rows.length) written.markdown.push(leftOut(rows.length - kept, 'rows'));
}

/** Null where they are longer than there is room; then the rest of them is not looked at. */
function cellsOf(row: readonly string[], width: number, room: number): string[] | null {
  const cells: string[] = [];
  let length = 0;
  for (let column = 0; column < width; column += 1) {
    const cell = collapse(row[column] ?? '');
    length += cell.length + ' | '.length;
    if (length > room) return null;
    cells.push(cell);
  }
  return cells;
}

function columnsOf(cells: readonly string[]): Pick<PassageLine, 'columns'> {
  const columns = cells.filter((cell) => cell !== '').join(' | ');
  return columns === '' || columns.length > LONGEST_HEADER ? {} : { columns };
}
