import { imageAddress, linkAddress, mediaAddress } from './addresses.ts';
import type { Inline, InlineStyle } from './block.ts';
import type { Notes } from './notes.ts';

const STYLES: Readonly<Record<string, InlineStyle>> = {
  b: 'strong',
  strong: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  del: 'strike',
  s: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  sup: 'superscript',
  sub: 'subscript',
  q: 'quote',
};

export function textsOf(element: Element): readonly Inline[] {
  const texts: Inline[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 3) texts.push({ type: 'text', node: node as Text });
  }
  return texts;
}

/** What an inline element without words in it says; null for nothing, undefined for elements with words. `ghost`: it is not seen itself. */
export function wordlessOf(element: Element, ghost: boolean): Inline | null | undefined {
  switch (element.localName) {
    case 'br':
      return { type: 'break' };
    case 'img':
      return ghost ? null : imageOf(element);
    case 'video':
    case 'audio':
      return ghost ? null : mediaOf(element);
    case 'rp':
      return null;
    default:
      return undefined;
  }
}

/** Wraps what stands inside an inline element in what the element means. */
export function wrapInline(element: Element, content: readonly Inline[], notes: Notes): readonly Inline[] {
  if (content.length === 0) return content;
  const label = element.localName === 'a' ? notes.labelOfReference(element) : null;
  if (label !== null) return [{ type: 'note', label, content }];
  const style = STYLES[element.localName];
  if (style) return [{ type: 'span', style, content }];
  const url = element.localName === 'a' ? linkAddress(element) : null;
  return url ? [{ type: 'link', url, content }] : content;
}

/** The reading of a word stands small beside it; in a line it follows in parentheses. */
export function readingOf(element: Element, content: readonly Inline[]): readonly Inline[] {
  if (!content.some((piece) => piece.type === 'text' && /\S/.test(piece.node.data))) return content;
  return [
    { type: 'sign', node: element, markdown: '(', plain: '' },
    ...content,
    { type: 'sign', node: element, markdown: ')', plain: '' },
  ];
}

/** A recording that the reader can start; films that run by themselves are decoration. */
function mediaOf(element: Element): Inline | null {
  const url = element.hasAttribute('controls') ? mediaAddress(element) : null;
  if (!url) return null;
  const name = element.localName === 'video' ? 'Video' : 'Audio';
  return { type: 'link', url, content: [{ type: 'sign', node: element, markdown: name, plain: '' }] };
}

/** Smaller than this in CSS pixels and a picture is an icon or a tracking pixel. */
const SMALLEST_PICTURE = 32;

/**
 * Null for pictures that say nothing: no alternative text and no caption, icons, and pictures on cards whose alternative text
 * only repeats the card's words.
 */
function imageOf(element: Element): Inline | null {
  const alt = element.getAttribute('alt')?.trim() ?? '';
  const image: Inline = { type: 'image', node: element, alt, url: imageAddress(element) };
  if (element.closest('figure')?.querySelector('figcaption')) return image;
  return alt === '' || isTiny(element) || repeatsItsCard(element, alt) ? null : image;
}

function isTiny(element: Element): boolean {
  return ['width', 'height'].some((side) => Number(element.getAttribute(side) ?? SMALLEST_PICTURE) < SMALLEST_PICTURE);
}

/** Longer than this is no card any more. */
const LONGEST_CARD = 2000;

function repeatsItsCard(element: Element, alt: string): boolean {
  const card = element.closest('li, a') ?? element.parentElement?.parentElement;
  const text = card?.textContent ?? '';
  return text.length <= LONGEST_CARD && folded(text).includes(folded(alt));
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

const PERMALINK_CLASS =
  /(?:^|[\s_-])(?:headerlink|header-anchor|heading-anchor|anchor-?link|permalink|hash-?link|direct-link)(?:[\s_-]|$)/i;
const PERMALINK_TEXT = /^(?:[¶#§🔗⚓]|\u{F0C1})?\uFE0F?$/u;

/** The "link to this section" sign of headings, and wiki edit links. */
export function isPermalink(element: Element, className: string): boolean {
  if (element.localName !== 'a') return /mw-editsection|mw-cite-backlink/.test(className);
  const href = element.getAttribute('href');
  if (!href?.includes('#')) return false;
  const text = element.textContent?.trim() ?? '';
  if (text.length > 3) return false;
  return PERMALINK_CLASS.test(className) || (text !== '' && PERMALINK_TEXT.test(text));
}

/** Fonts that draw words such as `arrow_forward` as pictures. */
export function isIcon(className: string): boolean {
  return className.includes('material-') && /(?:^|\s)material-(?:icons|symbols)/.test(className);
}
