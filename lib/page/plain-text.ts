import type { Inline, LeafBlock, TableRow } from './blocks/block.ts';
import { collapse, removeInvisible } from './hygiene.ts';

/**
 * A block as the page shows it: no marks, no addresses, no alternative texts. One string per line that must not be split:
 * a table gives one per row (cells parted by a tab), code one per line (indentation kept), everything else exactly one.
 */
export function plainLines(block: LeafBlock): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [collapse(inlineText(block.content))];
    case 'code':
      return codeText(block.content).split('\n');
    case 'table':
      return block.rows.map(rowText);
    case 'rule':
      return [];
  }
}

export function inlineText(content: readonly Inline[]): string {
  return content.map(pieceText).join('');
}

function pieceText(piece: Inline): string {
  switch (piece.type) {
    case 'text':
      return piece.node.data;
    case 'break':
      return ' ';
    case 'image':
      return '';
    case 'math':
      return piece.tex;
    case 'sign':
      return piece.plain;
    case 'span':
    case 'link':
    case 'note':
      return inlineText(piece.content);
  }
}

/** A cell that spans places is said once, as on the page; the tabs keep the columns apart. */
export function rowText(row: TableRow): string {
  return row.cells
    .map((cell) => (cell.repeated ? '' : collapse(inlineText(cell.content))))
    .join('\t')
    .trimEnd();
}

/** The characters of a code block, lines and indentation kept; `signs`: also those that only a style sheet draws. */
export function codeText(content: readonly Inline[], { signs = false } = {}): string {
  const text = content.map((piece) => codePiece(piece, signs)).join('');
  return removeInvisible(text)
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+|\s+$/g, '');
}

function codePiece(piece: Inline, signs: boolean): string {
  if (piece.type === 'text') return piece.node.data;
  if (piece.type === 'sign') return signs ? piece.markdown : '';
  return '\n';
}
