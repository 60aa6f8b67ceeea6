import { backticksAround, escapeCell, escapeLineStarts, escapeText } from '../markdown/escape.ts';
import type { PdfBlock } from './blocks.ts';

/** Items of a list stand on lines of their own without an empty one between. */
export function markdownOf(blocks: readonly PdfBlock[]): string {
  let markdown = '';
  let before: PdfBlock | undefined;
  for (const block of blocks) {
    const gap = before?.type === 'item' && block.type === 'item' ? '\n' : '\n\n';
    markdown += (before === undefined ? '' : gap) + blockMarkdown(block);
    before = block;
  }
  return markdown;
}

function blockMarkdown(block: PdfBlock): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeText(block.text)}`;
    case 'paragraph':
      return escapeLineStarts(escapeText(block.text));
    case 'item':
      return itemMarkdown(block.marker, escapeText(block.text));
    case 'code': {
      const fence = backticksAround(block.text, 3);
      return `${fence}\n${block.text}\n${fence}`;
    }
    case 'table':
      return tableMarkdown(block.rows);
  }
}

/** Markdown has numbers, but neither letters nor brackets. */
function itemMarkdown(marker: string, text: string): string {
  if (/^\d+[.)]$/.test(marker)) return `${marker} ${text}`;
  return marker === '' ? `- ${text}` : `- ${marker} ${text}`;
}

function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.map((cell) => escapeCell(escapeText(cell))).join(' | ')} |`);
  return [lines[0], `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...lines.slice(1)].join('\n');
}
