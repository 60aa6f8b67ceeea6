import type { TableRow } from '../blocks/block.ts';
import { mapped, type Steps } from '../steps.ts';
import { escapeCell } from './escape.ts';
import { inlineMarkdown } from './inline-markdown.ts';

/** A GFM table. Without header cells the header stays empty: a row of values must not become one. */
export function* tableMarkdown(rows: readonly TableRow[]): Steps<string> {
  const [first] = rows;
  if (!first) return '';
  const lines = yield* mapped(rows, (row) => line(row.cells.map((cell) => escapeCell(inlineMarkdown(cell.content)))));
  const header = first.header ? [] : [line(first.cells.map(() => ''))];
  const all = [...header, ...lines];
  all.splice(1, 0, line(first.cells.map(() => '---')));
  return all.join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
