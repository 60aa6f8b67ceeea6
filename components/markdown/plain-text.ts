import type { MarkedToken, Token } from 'marked';
import { isCitation } from './citation-token.ts';
import { decodeEntities } from './decode-entities.ts';
import { isFootnote, isFootnoteReference } from './footnote-token.ts';
import { readTokens } from './lexer.ts';
import { isMath } from './math-token.ts';

/** The words of a Markdown text as somebody writes them by hand or reads them aloud: no marks, tables as rows of cells. */
export function plainText(markdown: string): string {
  return blocks(readTokens(markdown, true)).trim();
}

function blocks(tokens: readonly Token[]): string {
  return tokens.map(block).filter(Boolean).join('\n\n');
}

function block(token: Token): string {
  if (isMath(token)) return token.tex;
  if (isFootnote(token)) return `${token.label}. ${inline(token.tokens)}`;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'space':
    case 'def':
    case 'hr':
      return '';
    case 'code':
      return known.text;
    case 'blockquote':
      return blocks(known.tokens);
    case 'list':
      return known.items
        .map(({ tokens, task, checked }, index) => {
          const mark = known.ordered ? `${Number(known.start || 1) + index}.` : '-';
          const done = task ? (checked ? '[x] ' : '[ ] ') : '';
          return `${mark} ${done}${tokens.map(block).filter(Boolean).join('\n').replace(/\n/g, '\n  ')}`;
        })
        .join('\n');
    case 'table':
      return [known.header, ...known.rows].map((row) => row.map((cell) => inline(cell.tokens)).join('\t')).join('\n');
    case 'html':
      return known.raw.trim();
    default:
      return inline([token]);
  }
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(words).join('');
}

function words(token: Token): string {
  if (isCitation(token)) return '';
  if (isMath(token)) return token.tex;
  if (isFootnoteReference(token)) return `[${token.label}]`;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'br':
      return '\n';
    case 'escape':
    case 'codespan':
      return known.text;
    case 'image':
      return decodeEntities(known.text);
    case 'link': {
      const text = inline(known.tokens);
      return text === known.href || known.href === `mailto:${text}` ? text : `${text} (${known.href})`;
    }
    case 'checkbox':
      return '';
    case 'text':
      return known.tokens ? inline(known.tokens) : decodeEntities(known.text);
    default:
      return 'tokens' in token && token.tokens !== undefined ? inline(token.tokens) : token.raw;
  }
}
