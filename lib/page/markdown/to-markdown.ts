import type { Block, ListItem } from '../blocks/block.ts';
import { codeText } from '../plain-text.ts';
import { backticksAround, escapeLineStarts } from './escape.ts';
import { inlineMarkdown } from './inline-markdown.ts';
import { tableMarkdown } from './table-markdown.ts';

/** Blocks as GitHub-flavoured markdown, one blank line between blocks, no line feed at the end. */
export function toMarkdown(blocks: readonly Block[]): string {
  return blocks
    .map(blockMarkdown)
    .filter((markdown) => markdown !== '')
    .join('\n\n');
}

function blockMarkdown(block: Block): string {
  switch (block.type) {
    case 'heading': {
      const text = inlineMarkdown(block.content, ['strong']).replace(/\s*\n/g, ' ');
      return text === '' ? '' : `${'#'.repeat(block.level)} ${text}`;
    }
    case 'paragraph':
      return escapeLineStarts(inlineMarkdown(block.content));
    case 'code':
      return fenced(codeText(block.content), block.language);
    case 'rule':
      return '---';
    case 'quote':
      return prefixed(toMarkdown(block.children), '> ', '> ');
    case 'list':
      return listMarkdown(block.start, block.items);
    case 'table':
      return tableMarkdown(block.rows);
  }
}

function fenced(code: string, language: string): string {
  const fence = backticksAround(code, 3);
  return `${fence}${language}\n${code}\n${fence}`;
}

function listMarkdown(start: number | null, items: readonly ListItem[]): string {
  return items
    .map((item, index) => {
      const marker = start === null ? '- ' : `${start + index}. `;
      const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
      return prefixed(box + tight(item.children), marker, ' '.repeat(marker.length));
    })
    .join('\n');
}

/** An item's nested list follows its text without a blank line. */
function tight(children: readonly Block[]): string {
  return children
    .map((child, index) => (index === 0 ? '' : child.type === 'list' ? '\n' : '\n\n') + blockMarkdown(child))
    .join('');
}

/** Blank lines get no trailing spaces; a hard break's two stay. */
function prefixed(markdown: string, first: string, rest: string): string {
  return markdown
    .split('\n')
    .map((line, index) => {
      const prefix = index === 0 ? first : rest;
      return line === '' ? prefix.trimEnd() : prefix + line;
    })
    .join('\n');
}
