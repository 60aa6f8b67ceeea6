import { IGNORED_IN_COMPARISON } from './hygiene.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Numbers of notes, which those who quote leave out. */
const NOTES = /\[\d{1,3}\]/g;

const EMPHASIS = /[*_`~]+/g;

/** Bullets and numbers before the lines of a list. */
const BULLETS = /^[ \t]*(?:[-*+•>]|\d{1,3}[.)])[ \t]+/gm;

/** What a writer puts between a label and what stands beside or below it. */
const LABELS = /[:：](?=\s)/g;

/**
 * The words of `text` that a quotation repeats, exactly as `text` has them; null when it does not. Kinds of white space,
 * quotation marks and dashes are equal, so is the punctuation that a writer adds at the end, and what markdown writes
 * otherwise. No word may differ.
 */
export function findQuotation(text: string, quotation: string): string | null {
  const said = withoutMarkup(quotation);
  const page = normalize(text, null);
  return (
    findIn(page, said, text) ??
    findIn(page, quotation, text) ??
    findIn(page, said.replace(EMPHASIS, ''), text) ??
    findIn(page, said.replace(BULLETS, ''), text) ??
    findIn(page, said.replace(LABELS, ''), text) ??
    findIn(normalize(text, EMPHASIS), said.replace(EMPHASIS, ''), text) ??
    findIn(normalize(text, NOTES), said.replace(EMPHASIS, '').replace(NOTES, ''), text)
  );
}

function findIn(page: Normalized, wanted: string, original: string): string | null {
  const whole = normalize(wanted, null).text.trim();
  // A sentence keeps its full stop where the page has it.
  for (const reading of new Set([whole, trimEnds(whole)])) {
    const found = /[\p{L}\p{N}]/u.test(reading) ? locate(page, reading, original) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Escapes, references to characters (how a marker of the page's own is written) and the addresses of links. */
function withoutMarkup(quotation: string): string {
  return quotation
    .replace(/!?\[([^[\]\n]*)\]\((?:https?:|\/|#)[^()\s]*\)/g, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/g, (whole: string, digits?: string, name = '') =>
      digits === undefined ? (ENTITIES[name] ?? whole) : fromReference(whole, digits),
    );
}

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
  // Never between a letter and its accent.
  if (/\p{M}/u.test(text[position] ?? '')) return true;
  return (
    /[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{N}]{2}/u.test(
      text.slice(Math.max(0, position - 1), position + 1).replace(/\p{M}/gu, 'x'),
    ) && position > 0
  );
}

/**
 * One space for white space, one mark for all quotation marks and dashes, accents apart from their letters. `dropped` is left
 * out; `offsets` leads back, with the end as its last.
 */
function normalize(text: string, dropped: RegExp | null): Normalized {
  const kept = dropped === null ? text : text.replace(dropped, (whole) => '\0'.repeat(whole.length));
  const offsets: number[] = [];
  let result = '';
  let offset = 0;
  for (const character of kept) {
    const plain = plainCharacter(character, result.endsWith(' '));
    for (let unit = 0; unit < plain.length; unit += 1) offsets.push(offset);
    result += plain;
    offset += character.length;
  }
  offsets.push(offset);
  return { text: result, offsets };
}

function plainCharacter(character: string, afterSpace: boolean): string {
  // A model writes the cells of a row with bars between them.
  if (/[\s|]/.test(character)) return afterSpace ? '' : ' ';
  if (IGNORED_IN_COMPARISON.test(character)) return '';
  if (/["“”„‟«»‹›‘’‚‛'`´′″「」『』]/.test(character)) return "'";
  if (/[‐‑‒–—―−]/.test(character)) return '-';
  if (character === '…') return '...';
  if (character <= '~' || /\p{sc=Hangul}/u.test(character)) return character;
  // Ligatures and wide letters are the same letters; raised digits are another number.
  return /[\u{FB00}-\u{FB06}\u{FF01}-\u{FF5E}]/u.test(character)
    ? character.normalize('NFKC')
    : character.normalize('NFD');
}

function trimEnds(text: string): string {
  return text.replace(/^[\s.]+|[\s.,;:!?]+$/g, '');
}

/** Lower case of the same length, so that offsets stay true. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
