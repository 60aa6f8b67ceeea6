import type { MarkedToken, Token } from 'marked';
import { isCitation } from './citation-token.ts';
import { decodeEntities } from './decode-entities.ts';
import { isFootnote, isFootnoteReference } from './footnote-token.ts';
import { readTokens } from './lexer.ts';
import { isMath } from './math-token.ts';
import { safeLink } from './safe-link.ts';
import { isBreak, isMarkup } from './tags.ts';

/**
 * `text` keeps the lines, the marks of lists and the addresses of links; `words` is what somebody sees who reads the answer, and
 * `speech` what somebody says who reads it to another.
 */
type Manner = 'text' | 'words' | 'speech';

/** The words of a Markdown text as somebody writes them by hand: no marks, tables as rows of cells. */
export function plainText(markdown: string): string {
  return blocks(readTokens(markdown, true), 'text').trim();
}

/** A Markdown text as it is read aloud: no addresses, and no code but single words of it. */
export function spokenText(markdown: string): string {
  return blocks(readTokens(markdown, true), 'speech').trim();
}

/** A part of an answer on one line, as it is read: no addresses, no marks. What no sentence ends is set off by a dot. */
export function plainLine(markdown: string): string {
  return blocks(readTokens(markdown, true), 'words')
    .trim()
    .replace(/(?<=[^\s.,:;!?…。！？：；])\s*\n\s*/gu, ' · ')
    .replace(/\s+/gu, ' ');
}

const BETWEEN_CELLS: Readonly<Record<Manner, string>> = { text: '\t', words: '\n', speech: ', ' };

function blocks(tokens: readonly Token[], as: Manner): string {
  return tokens
    .map((token) => block(token, as))
    .filter(Boolean)
    .join('\n\n');
}

function block(token: Token, as: Manner): string {
  if (isMath(token)) return token.tex;
  if (isFootnote(token))
    return as === 'text' ? `${token.label}. ${inline(token.tokens, as)}` : inline(token.tokens, as);
  const known = token as MarkedToken;
  switch (known.type) {
    case 'space':
    case 'def':
    case 'hr':
      return '';
    case 'code':
      if (as === 'speech') return '';
      return as === 'words' ? onOneLine(known.text) : known.text;
    case 'blockquote':
      return blocks(known.tokens, as);
    case 'list':
      return known.items
        .map(({ tokens, task, checked }, index) => {
          const mark = known.ordered ? `${Number(known.start || 1) + index}.` : '-';
          const done = task ? (checked ? '[x] ' : '[ ] ') : '';
          const item = tokens.map((part) => block(part, as)).filter(Boolean);
          if (as === 'speech') return `${known.ordered ? `${mark} ` : ''}${item.join('\n')}`;
          return as === 'words' ? item.join('\n') : `${mark} ${done}${item.join('\n').replace(/\n/g, '\n  ')}`;
        })
        .join('\n');
    case 'table':
      return [known.header, ...known.rows]
        .map((row) => row.map((cell) => onOneLine(inline(cell.tokens, as))).join(BETWEEN_CELLS[as]))
        .join('\n');
    case 'html':
      return isBreak(known) ? '' : known.raw.trim();
    default:
      return as === 'words' ? onOneLine(inline([token], as)) : inline([token], as);
  }
}

function inline(tokens: readonly Token[], as: Manner): string {
  return tokens.map((token) => words(token, as)).join('');
}

function words(token: Token, as: Manner): string {
  if (isCitation(token)) return '';
  if (isMath(token)) return token.tex;
  if (isFootnoteReference(token)) return as === 'text' ? `[${token.label}]` : '';
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
      const text = inline(known.tokens, as);
      if (as === 'speech' && text === known.href) return safeLink(known.href)?.host.replace(/^www\./, '') ?? text;
      const isNamed = as !== 'text' || text === known.href || known.href === `mailto:${text}`;
      return isNamed ? text : `${text} (${known.href})`;
    }
    case 'checkbox':
      return '';
    case 'html':
      if (isBreak(known)) return '\n';
      return isMarkup(known) ? '' : known.raw;
    case 'text':
      return known.tokens ? inline(known.tokens, as) : decodeEntities(known.text);
    default:
      return 'tokens' in token && token.tokens !== undefined ? inline(token.tokens, as) : token.raw;
  }
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
