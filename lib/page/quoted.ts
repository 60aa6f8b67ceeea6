import { IGNORED_IN_COMPARISON } from './hygiene.ts';

/** Closing quotation marks and what may open them. */
const OPENERS: Readonly<Record<string, string>> = { '”': '“„', '"': '"', '»': '«', '“': '„', '」': '「' };

/** What may stand between a quotation and its marker: spaces, punctuation, emphasis marks. */
const BETWEEN = /[\s.,;:!?…)\]*_~—–-]*$/;

/** Longer quotations are not looked for: a stray mark far above would open them. */
const LONGEST = 2000;

/** A quotation that straight marks could open this many pairs back, for quotations inside quotations. */
const DEEPEST_STRAIGHT = 3;

/**
 * The quotation that ends `text`, as the readings its marks allow, longest first: `"a "b" c"` may be all of it or ` c`. Empty
 * when no quotation stands there.
 */
export function quotationsAtEnd(text: string): string[] {
  const paragraph = text.slice(Math.max(text.lastIndexOf('\n\n'), text.length - LONGEST, 0)).replace(BETWEEN, '');
  const close = paragraph.at(-1) ?? '';
  const openers = OPENERS[close];
  if (!openers) return [];
  const inside = paragraph.slice(0, -1);
  const starts = close === '"' ? straightStarts(inside) : [matchingStart(inside, close, openers)];
  return starts
    .filter((start) => start !== -1)
    .map((start) => inside.slice(start + 1))
    .filter((quotation) => /[\p{L}\p{N}]/u.test(quotation));
}

function straightStarts(inside: string): number[] {
  const marks = [...inside.matchAll(/(?<!\\)"/g)].map((match) => match.index).reverse();
  return marks
    .filter((_, index) => index % 2 === 0)
    .slice(0, DEEPEST_STRAIGHT)
    .reverse();
}

function matchingStart(inside: string, close: string, openers: string): number {
  let depth = 0;
  for (let index = inside.length - 1; index >= 0; index -= 1) {
    const character = inside[index] ?? '';
    if (openers.includes(character)) {
      if (depth === 0) return index;
      depth -= 1;
    } else if (character === close) depth += 1;
  }
  return -1;
}

/**
 * The words of `text` that a quotation repeats, exactly as `text` has them; null when it does not. Kinds of white space,
 * quotation marks and dashes are equal, so is the punctuation that a writer adds at the end.
 */
export function findQuotation(text: string, quotation: string): string | null {
  const unescaped = quotation.replace(/\\(?=[!-/:-@[-`{-~])/g, '').replace(/&#(\d{1,7});/g, fromReference);
  const page = normalize(text);
  for (const candidate of [unescaped, unescaped.replace(/[*_`]+/g, '')]) {
    const wanted = normalize(candidate).text.trim();
    // A sentence keeps its full stop where the page has it.
    for (const reading of new Set([wanted, trimEnds(wanted)])) {
      const found = reading === '' ? null : locate(page, reading, text);
      if (found !== null) return found;
    }
  }
  return null;
}

/** A numeric character reference: how markdown writes a character that would begin something, such as a marker of the page's own. */
function fromReference(whole: string, digits: string): string {
  const code = Number(digits);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

type Normalized = { readonly text: string; readonly offsets: readonly number[] };

function locate(page: Normalized, wanted: string, original: string): string | null {
  for (const [haystack, needle] of [
    [page.text, wanted],
    [foldCase(page.text), foldCase(wanted)],
  ] as const) {
    for (let from = haystack.indexOf(needle); from !== -1; from = haystack.indexOf(needle, from + 1)) {
      if (cutsWord(haystack, from) || cutsWord(haystack, from + needle.length)) continue;
      return original.slice(page.offsets[from], page.offsets[from + needle.length]).trim();
    }
  }
  return null;
}

/** True between two letters or digits of a script that parts words by spaces: “cat” is not a quotation of "concatenate". */
function cutsWord(text: string, position: number): boolean {
  return (
    /[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{N}]{2}/u.test(text.slice(Math.max(0, position - 1), position + 1)) &&
    position > 0
  );
}

/** One space for white space, one mark for all quotation marks and dashes; `offsets` leads back, with the end as its last. */
function normalize(text: string): Normalized {
  const offsets: number[] = [];
  let result = '';
  let offset = 0;
  for (const character of text) {
    const plain = plainCharacter(character, result.endsWith(' '));
    for (let unit = 0; unit < plain.length; unit += 1) offsets.push(offset);
    result += plain;
    offset += character.length;
  }
  offsets.push(offset);
  return { text: result, offsets };
}

function plainCharacter(character: string, afterSpace: boolean): string {
  if (/\s/.test(character)) return afterSpace ? '' : ' ';
  if (IGNORED_IN_COMPARISON.test(character)) return '';
  if (/["“”„‟«»‹›‘’‚‛'`´′″「」『』]/.test(character)) return "'";
  if (/[‐‑‒–—―−]/.test(character)) return '-';
  return character === '…' ? '...' : character;
}

function trimEnds(text: string): string {
  return text.replace(/^[\s.]+|[\s.,;:!?]+$/g, '');
}

/** Lower case of the same length, so that offsets stay true. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
