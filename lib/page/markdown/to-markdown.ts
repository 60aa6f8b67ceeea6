import type { Block, ListItem } from '../blocks/block.ts';
import { codeText } from '../plain-text.ts';
import { finish, type Steps } from '../steps.ts';
import { backticksAround, escapeLineStarts } from './escape.ts';
import { inlineMarkdown } from './inline-markdown.ts';
import { tableMarkdown } from './table-markdown.ts';

/** Blocks as GitHub-flavoured markdown, one blank line between blocks, no line feed at the end. */
export function toMarkdown(blocks: readonly Block[]): string {
  return finish(markdownInSteps(blocks));
}

export function* markdownInSteps(blocks: readonly Block[]): Steps<string> {
  const parts: string[] = [];
  for (const block of blocks) {
    const markdown = yield* blockMarkdown(block);
    if (markdown !== '') parts.push(markdown);
    yield;
  }
  return parts.join('\n\n');
}

function* blockMarkdown(block: Block): Steps<string> {
  switch (block.type) {
    case 'heading': {
      const text = inlineMarkdown(block.content, ['strong']).replace(/\s*\n/g, ' ');
      return text === '' ? '' : `${'#'.repeat(block.level)} ${text}`;
    }
    case 'paragraph':
      return escapeLineStarts(inlineMarkdown(block.content));
    case 'code':
      return fenced(codeText(block.content, { signs: true }), block.language);
    case 'rule':
      return '---';
    case 'quote':
      return prefixed(yield* markdownInSteps(block.children), '> ', '> ');
    case 'list':
      return yield* listMarkdown(block.items);
    case 'table':
      return yield* tableMarkdown(block.rows);
  }
}

function fenced(code: string, language: string): string {
  const fence = backticksAround(code, 3);
  return `${fence}${language}\n${code}\n${fence}`;
}

function* listMarkdown(items: readonly ListItem[]): Steps<string> {
  const lines: string[] = [];
  for (const item of items) {
    lines.push(yield* itemMarkdown(item));
    yield;
  }
  return lines.join('\n');
}

function* itemMarkdown({ checked, number, note, children }: ListItem): Steps<string> {
  if (note !== null) return prefixed(yield* tight(children), `[^${note}]: `, '    ');
  const marker = number === null ? '- ' : `${number}. `;
  const box = checked === null ? '' : checked ? '[x] ' : '[ ] ';
  return prefixed(box + (yield* tight(children)), marker, ' '.repeat(marker.length));
}

/** An item's nested list follows its text without a blank line. */
function* tight(children: readonly Block[]): Steps<string> {
  let markdown = '';
  for (const [index, child] of children.entries()) {
    markdown += (index === 0 ? '' : child.type === 'list' ? '\n' : '\n\n') + (yield* blockMarkdown(child));
  }
  return markdown;
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
