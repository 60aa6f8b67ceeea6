import { collapse } from '../hygiene.ts';
import { withoutFurniture } from './furniture.ts';
import { type Group, groupLines, ITEM } from './group-lines.ts';
import { headingLevels } from './headings.ts';
import type { Line, LinedPage } from './line.ts';
import { measure } from './measures.ts';
import { joinLines, wordsWithin } from './mend.ts';
import { gridOf } from './tables.ts';
import type { OutlineEntry } from './text-item.ts';

/** `page`: the one it begins on. */
export type PdfBlock =
  | { readonly type: 'heading'; readonly level: number; readonly text: string; readonly page: number }
  | { readonly type: 'paragraph'; readonly text: string; readonly page: number }
  /** `marker`: its number or letter; empty where it has a bullet. */
  | { readonly type: 'item'; readonly marker: string; readonly text: string; readonly page: number }
  | { readonly type: 'code'; readonly text: string; readonly page: number }
  | { readonly type: 'table'; readonly rows: readonly (readonly string[])[]; readonly page: number };

/** A file's pages as blocks in reading order. */
export function blocksOf(pages: readonly LinedPage[], outline: readonly OutlineEntry[]): PdfBlock[] {
  const lines = withoutFurniture(pages).flatMap((page) => page.lines);
  const measures = measure(lines);
  const groups = groupLines(lines, measures);
  const levels = headingLevels(groups, outline, measures);
  const words = wordsWithin(lines);
  return groups.map((group) => blockOf(group, levels.get(group), words)).filter((block) => !isEmpty(block));
}

function blockOf(group: Group, level: number | undefined, words: ReadonlySet<string>): PdfBlock {
  const page = group.lines[0]?.column.page ?? 1;
  if (group.type === 'table') return { type: 'table', rows: gridOf(group.lines).map((row) => row.map(collapse)), page };
  if (group.type === 'code') return { type: 'code', text: codeOf(group.lines), page };
  const text = joinLines(
    group.lines.map((line) => line.text),
    words,
  );
  if (level !== undefined) return { type: 'heading', level, text, page };
  if (group.type === 'text') return { type: 'paragraph', text, page };
  const [marker = ''] = text.match(ITEM) ?? [];
  return { type: 'item', marker: /\w/.test(marker) ? marker.trim() : '', text: text.slice(marker.length), page };
}

/** Set as on the sheet: letters of code are six tenths of their size wide. */
function codeOf(lines: readonly Line[]): string {
  const left = Math.min(...lines.map((line) => line.x));
  return lines
    .map(({ cells, size }) =>
      cells.reduce((text, cell) => {
        const column = Math.round((cell.x - left) / (0.6 * size));
        return text.padEnd(text === '' ? column : Math.max(column, text.length + 1)) + collapse(cell.text);
      }, ''),
    )
    .join('\n');
}

function isEmpty(block: PdfBlock): boolean {
  return block.type === 'table' ? block.rows.length === 0 : block.text.trim() === '';
}
