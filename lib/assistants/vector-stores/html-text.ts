/** Elements whose content no reader sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'select', 'textarea']);
/** Elements that begin a line of their own. */
const BLOCK =
  /^(?:address|article|aside|blockquote|body|br|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tbody|tfoot|thead|title|tr|ul)$/;
const PARAGRAPH = /^(?:article|blockquote|div|dl|figure|h[1-6]|ol|p|pre|section|table|ul)$/;

/**
 * The text that a document in HTML shows, without its tags: blocks on lines of their own, headings marked with number signs.
 * Takes any bytes for what they are worth, in time linear in their length; the result is text and never HTML.
 */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    parts.push(inline(html.slice(at, open)));
    const tag = readTag(html, open);
    if (tag === null) {
      parts.push('<');
      at = open + 1;
    } else {
      parts.push(markOf(tag));
      at = tag.opens && HIDDEN.has(tag.name) ? endOfHidden(html, tag) : tag.end;
    }
  }
  parts.push(inline(html.slice(at)));
  return tidy(decodeEntities(parts.join('')));
}

type Tag = { readonly name: string; readonly opens: boolean; readonly end: number };

/** Null where a `<` is only a sign. Comments and declarations are tags without a name. */
function readTag(html: string, open: number): Tag | null {
  if (html.startsWith('<!--', open)) return { name: '', opens: false, end: after(html, '-->', open + 4) };
  const next = html[open + 1] ?? '';
  if (next === '!' || next === '?') return { name: '', opens: false, end: after(html, '>', open) };
  const opens = next !== '/';
  NAME.lastIndex = open + (opens ? 1 : 2);
  const name = NAME.exec(html)?.[0];
  if (name === undefined) return null;
  const end = endOfTag(html, NAME.lastIndex);
  return { name: name.toLowerCase(), opens: opens && html[end - 2] !== '/', end };
}

const NAME = /[a-z][^\s/>]{0,40}/iy;

/** Behind the closing bracket; one inside a quoted value of an attribute closes nothing. */
function endOfTag(html: string, from: number): number {
  let isValue = false;
  for (let at = from; at < html.length; at += 1) {
    const sign = html[at] ?? '';
    if (sign === '>') return at + 1;
    if (isValue && (sign === '"' || sign === "'")) {
      at = html.indexOf(sign, at + 1);
      if (at === -1) break;
    }
    isValue = sign === '=' || (isValue && /\s/.test(sign));
  }
  return html.length;
}

function endOfHidden(html: string, { name, end }: Tag): number {
  const closing = new RegExp(`</${name}[\\s/>]`, 'gi');
  closing.lastIndex = end;
  const found = closing.exec(html);
  return found === null ? html.length : after(html, '>', found.index);
}

function after(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found === -1 ? html.length : found + what.length;
}

/** Signs that no text has (Unicode keeps them for uses like this): line feeds of the source are white space. */
const LINE = '\uFDD0';
const CELL = '\uFDD1';

function markOf({ name, opens }: Tag): string {
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) return opens ? `${LINE}${LINE}${'#'.repeat(Number(level))} ` : `${LINE}${LINE}`;
  if (name === 'td' || name === 'th') return opens ? '' : CELL;
  if (PARAGRAPH.test(name)) return LINE + LINE;
  return BLOCK.test(name) ? LINE : '';
}

function inline(text: string): string {
  return text.replace(/[\s\uFDD0\uFDD1]+/g, ' ');
}

function tidy(text: string): string {
  return text
    .replaceAll(CELL, '\t')
    .split(LINE)
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const ENTITIES = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', hellip: '…', bull: '•', middot: '·' },
    ...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', times: '×' },
    ...{ copy: '©', reg: '®', trade: '™', euro: '€', pound: '£', sect: '§', para: '¶', deg: '°', plusmn: '±' },
    ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è' },
    ...{ agrave: 'à', ccedil: 'ç', ntilde: 'ñ', aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', ecirc: 'ê' },
  }),
);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
