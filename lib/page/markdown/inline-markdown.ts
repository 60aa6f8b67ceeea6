import type { Inline, InlineStyle } from '../blocks/block.ts';
import { removeInvisible } from '../hygiene.ts';
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
  return content.map((piece) => renderPiece(piece, open)).join('');
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
    case 'span':
      return renderSpan(piece.style, piece.content, open);
  }
}

function renderLink(label: string, url: string): string {
  const text = label.trim();
  if (text === '' || /^!\[/.test(text)) return label; // a picture that is a link says more as a picture
  return around(label, `[${bracketed(text.replace(/\s*\n\s*/g, ' '))}](${url})`);
}

function renderSpan(style: InlineStyle, content: readonly Inline[], open: readonly InlineStyle[]): string {
  if (style === 'code') return renderCode(content);
  const inside = render(content, [...open, style]);
  const marks = MARKS[style];
  // References such as [1] are raised by style only; marking them would cost more than it says.
  const isReference = style === 'superscript' && /^\s*\[/.test(inside);
  if (!marks || open.includes(style) || inside.trim() === '' || isReference) return inside;
  return around(inside, marks[0] + inside.trim() + marks[1]);
}

function renderCode(content: readonly Inline[]): string {
  const text = content.map(rawText).join('');
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
    case 'span':
    case 'link':
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
