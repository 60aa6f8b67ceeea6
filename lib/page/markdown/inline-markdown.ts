import type { Inline, InlineStyle } from '../blocks/block.ts';
import { removeInvisible } from '../hygiene.ts';
import { codeText } from '../plain-text.ts';
import { backticksAround, escapeText } from './escape.ts';

const MARKS: Readonly<Partial<Record<InlineStyle, readonly [string, string]>>> = {
  strong: ['**', '**'],
  emphasis: ['*', '*'],
  strike: ['~~', '~~'],
  superscript: ['<sup>', '</sup>'],
  subscript: ['<sub>', '</sub>'],
  quote: ['"', '"'],
};

/**
 * One block's inline content as markdown, white space collapsed, hard breaks as two spaces and a line feed. `open`: styles that
 * the block has anyway and that are not marked, such as the weight of a heading.
 */
export function inlineMarkdown(content: readonly Inline[], open: readonly InlineStyle[] = []): string {
  return render(content, open)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '  \n')
    .trim();
}

/** `open`: the styles around, so that bold inside bold is marked once. */
function render(content: readonly Inline[], open: readonly InlineStyle[]): string {
  return merged(content)
    .map((piece) => renderPiece(piece, open))
    .join('');
}

const MERGED: ReadonlySet<InlineStyle> = new Set(['strong', 'emphasis', 'strike']);

/** Neighbours of one style as one piece: their marks would stand against each other. */
function merged(content: readonly Inline[]): readonly Inline[] {
  const pieces: Inline[] = [];
  for (const piece of content) {
    const last = pieces.at(-1);
    const continues =
      piece.type === 'span' && last?.type === 'span' && last.style === piece.style && MERGED.has(piece.style);
    if (continues) pieces[pieces.length - 1] = { ...last, content: [...last.content, ...piece.content] };
    else pieces.push(piece);
  }
  return pieces;
}

function renderPiece(piece: Inline, open: readonly InlineStyle[]): string {
  switch (piece.type) {
    case 'text':
      return escapeText(oneLine(piece.node.data));
    case 'break':
      return '\n';
    case 'image':
      return piece.url ? `![${bracketed(piece.alt)}](${piece.url})` : oneLine(piece.alt);
    case 'math':
      return piece.display ? `$$${piece.tex}$$` : `$${piece.tex}$`;
    case 'link':
      return renderLink(render(piece.content, open), piece.url);
    case 'note':
      return `[^${piece.label}]`;
    case 'sign':
      return piece.markdown;
    case 'span':
      return renderSpan(piece.style, piece.content, open);
  }
}

const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i;

function renderLink(label: string, url: string): string {
  const text = label.trim();
  if (text === '') return label;
  // A small picture that leads to the large one says nothing more as a link.
  if (/^!\[/.test(text) && PICTURE_FILE.test(url)) return label;
  return around(label, `[${bracketed(text.replace(/\s*\n\s*/g, ' '))}](${url})`);
}

function renderSpan(style: InlineStyle, content: readonly Inline[], open: readonly InlineStyle[]): string {
  if (style === 'code') return renderCode(content.map(rawText).join(''));
  if (style === 'listing') return codeText(content).split('\n').map(renderCode).join('\n');
  const inside = render(content, [...open, style]);
  const marks = MARKS[style];
  // References such as [1] are raised by style only; marking them would cost more than it says.
  const isReference = style === 'superscript' && /^\s*\[/.test(inside);
  if (!marks || open.includes(style) || inside.trim() === '' || isReference) return inside;
  return around(inside, marks[0] + inside.trim() + marks[1]);
}

function renderCode(text: string): string {
  const code = text.replace(/\s+/g, ' ').trim();
  if (code === '') return text;
  const ticks = backticksAround(code, 1);
  const space = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return around(text, ticks + space + code + space + ticks);
}

function rawText(piece: Inline): string {
  switch (piece.type) {
    case 'text':
      return removeInvisible(piece.node.data);
    case 'break':
      return ' ';
    case 'image':
      return piece.alt;
    case 'math':
      return piece.tex;
    case 'sign':
      return piece.markdown;
    case 'span':
    case 'link':
    case 'note':
      return piece.content.map(rawText).join('');
  }
}

/** Marks must touch their words, so the white space around moves outside. */
function around(original: string, marked: string): string {
  const before = /^\s/.test(original) ? ' ' : '';
  const after = /\s$/.test(original) ? ' ' : '';
  return before + marked + after;
}

/** A bracket without its partner would end the label early. */
function bracketed(label: string): string {
  const opening = label.split('[').length;
  return opening === label.split(']').length ? label : label.replace(/[[\]]/g, '\\$&');
}

function oneLine(text: string): string {
  return removeInvisible(text).replace(/\s+/g, ' ');
}
