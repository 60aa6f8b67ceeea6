import type { FilePart } from './file-parts.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** In characters; as much as tells which sign parts the cells. */
const SAMPLE = 20_000;

/** The table of a CSV or TSV file, whose cells may be quoted (RFC 4180). Null where it has one column only: then it is a list of lines. */
export function readCsv(text: string): FilePart | null {
  const delimiter = delimiterOf(text.slice(0, SAMPLE));
  const rows = delimiter === null ? [] : readRows(text, delimiter).filter((row) => row.some((cell) => cell !== ''));
  return rows.length === 0 ? null : { type: 'table', rows, header: isHeader(rows[0] ?? []) };
}

/** The one that parts the most of the first lines into as many cells each. */
function delimiterOf(sample: string): string | null {
  let best: { readonly sign: string; readonly weight: number } | null = null;
  for (const sign of DELIMITERS) {
    const rows = readRows(sample, sign).slice(0, 20);
    const [first = []] = rows;
    const alike = rows.filter((row) => row.length === first.length).length / Math.max(1, rows.length);
    const weight = first.length < 2 ? 0 : alike * Math.min(first.length, 20);
    if (weight > (best?.weight ?? 0)) best = { sign, weight };
  }
  return best?.sign ?? null;
}

function readRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at, delimiter) : plainCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

type Cell = { readonly value: string; readonly end: number };

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end).trim(), end };
}

/** Two quotation marks are one of the cell's own. What follows the closing one belongs to the cell: nobody writes it on purpose. */
function quotedCell(text: string, start: number, delimiter: string): Cell {
  let value = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const rest = plainCell(text, close + 1, delimiter);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    at = close + 2;
  }
}

/** Every column has a name, and no name is a number. */
function isHeader(row: readonly string[]): boolean {
  return row.length > 1 && row.every((cell) => cell !== '' && !/^[-+\d.,\s%€$£¥]*$/.test(cell));
}
