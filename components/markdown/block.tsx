import type { MarkedToken, Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { CodeBlock } from './code-block.tsx';
import { directionOf } from './direction-of.ts';
import type { Drawing } from './drawing.ts';
import { Footnote } from './footnote.tsx';
import { isFootnote } from './footnote-token.ts';
import { Formula } from './formula.tsx';
import { drawInline } from './inline.tsx';
import { isMath } from './math-token.ts';
import { Table } from './table.tsx';
import { isBreak } from './tags.ts';

/** A block token as vnodes, by the same rule as inline ones: an allow-list, and text for the rest. */
export function drawBlock(token: Token, drawing: Drawing): ComponentChildren {
  if (isMath(token)) return <Formula tex={token.tex} display open={token.open} />;
  if (isFootnote(token)) return <Footnote label={token.label}>{drawInline(token.tokens, drawing)}</Footnote>;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'paragraph':
      return <p dir={directionOf(known.raw) && 'auto'}>{drawInline(known.tokens, drawing)}</p>;
    case 'heading':
      return <Heading token={known} drawing={drawing} />;
    case 'list':
      return <List token={known} drawing={drawing} />;
    case 'blockquote':
      return <blockquote dir={directionOf(known.text)}>{drawBlocks(known.tokens, drawing)}</blockquote>;
    case 'code':
      if (known.lang === 'math') return <Formula tex={known.text} display open={drawing.open} />;
      return <CodeBlock text={known.text} language={known.lang ?? ''} open={drawing.open} />;
    case 'table':
      return <Table token={known} drawing={drawing} />;
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'html':
      return isBreak(known) ? null : <p class="raw">{known.raw.trim()}</p>;
    default:
      return drawInline([token], drawing);
  }
}

function drawBlocks(tokens: readonly Token[], drawing: Drawing): ComponentChildren {
  return tokens.map((token) => drawBlock(token, drawing));
}

/** How large it is follows its depth, where it stands in the outline its level. */
function Heading({ token, drawing }: { readonly token: Tokens.Heading; readonly drawing: Drawing }) {
  const Level = LEVELS[drawing.level] ?? 'h6';
  return (
    <Level dir="auto" data-depth={Math.min(token.depth, 3)}>
      {drawInline(token.tokens, drawing)}
    </Level>
  );
}

const LEVELS: Readonly<Record<number, 'h2' | 'h3' | 'h4' | 'h5'>> = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5' };

function List({ token, drawing }: { readonly token: Tokens.List; readonly drawing: Drawing }) {
  const items = token.items.map((item) => (
    <li dir={directionOf(item.text) ?? directionOf(token.raw)} data-task={item.task || undefined}>
      {drawBlocks(item.tokens, drawing)}
    </li>
  ));
  return token.ordered ? <ol start={token.start === '' ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
}
