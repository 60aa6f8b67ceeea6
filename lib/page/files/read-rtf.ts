import type { Steps } from '../steps.ts';
import type { FilePart } from './file-parts.ts';
import { RtfDocument } from './rtf-document.ts';
import { decodeBytes, pageOfCharacterSet } from './rtf-encoding.ts';
import { type RtfToken, rtfTokens } from './rtf-tokens.ts';

/** What holds until the end of a group. */
type Group = {
  /** What the group holds is none of the document's words. */
  readonly skipped: boolean;
  readonly fonts: boolean;
  readonly styles: boolean;
  /** Hidden or deleted words. */
  readonly hidden: boolean;
  readonly font: number;
  /** How many bytes stand behind a character for programs that do not know Unicode. */
  readonly fallback: number;
};

const OUTERMOST: Group = { skipped: false, fonts: false, styles: false, hidden: false, font: -1, fallback: 1 };

/** Documents nest a few groups; so many are written to break what reads them. */
const DEEPEST = 5_000;
/** Tokens that are read without asking for the time. */
const IN_ONE_STEP = 2_000;

/** Groups that hold no words of the document. Those that an asterisk begins are for programs that know them. */
const DESTINATIONS = new Set([
  ...['colortbl', 'info', 'pict', 'object', 'header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr'],
  ...[
    'footerf',
    'footnote',
    'annotation',
    'filetbl',
    'listtable',
    'listoverridetable',
    'revtbl',
    'rsidtbl',
    'themedata',
  ],
  ...['generator', 'xmlnstbl', 'latentstyles', 'datastore', 'fldinst', 'tc', 'xe', 'nonshppict', 'nonesttables'],
]);

const SIGNS: Readonly<Record<string, string>> = {
  bullet: '•',
  emdash: '—',
  endash: '–',
  ldblquote: '“',
  line: '\n',
  lquote: '‘',
  rdblquote: '”',
  rquote: '’',
  tab: '\t',
};

/**
 * The words of a document in the Rich Text Format (RTF 1.9.1), with its headings, lists and tables. `source`: the file with each byte as
 * a character. Throws where groups are nested beyond any document.
 */
export function* readRtf(source: string): Steps<FilePart[]> {
  const reader = new Reader();
  let count = 0;
  for (const token of rtfTokens(source)) {
    reader.take(token);
    count += 1;
    if (count % IN_ONE_STEP === 0) yield;
  }
  reader.flush();
  return reader.document.end();
}

class Reader {
  readonly document = new RtfDocument();
  private readonly above: Group[] = [];
  private group = OUTERMOST;
  private isFirst = false;
  private isIgnorable = false;
  private page = 1252;
  /** Code pages of the fonts. */
  private readonly pages = new Map<number, number>();
  private bytes = '';
  /** Bytes that repeat the character before them. */
  private repeating = 0;
  private style: number | null = null;
  private styleName = '';

  take(token: RtfToken): void {
    if (token.type === 'bytes') return this.takeBytes(token.bytes);
    this.flush();
    if (token.type === 'ignorable') {
      this.isIgnorable = true;
      return;
    }
    if (token.type === 'open') this.open();
    else if (token.type === 'close') this.close();
    else this.takeWord(token.name, token.value);
    this.isFirst = token.type === 'open';
    this.isIgnorable = false;
  }

  /** Characters of several bytes may be parted into tokens. */
  flush(): void {
    if (this.bytes === '') return;
    const text = decodeBytes(this.bytes, this.pages.get(this.group.font) ?? this.page);
    this.bytes = '';
    this.add(text);
  }

  private add(text: string): void {
    if (this.group.styles) this.styleName += text;
    else if (!this.group.skipped && !this.group.hidden) this.document.add(text);
  }

  private takeBytes(bytes: string): void {
    this.isFirst = false;
    const repeated = Math.min(this.repeating, bytes.length);
    this.repeating -= repeated;
    if (!this.group.skipped || this.group.styles) this.bytes += bytes.slice(repeated);
  }

  private open(): void {
    this.repeating = 0;
    this.above.push(this.group);
    if (this.above.length > DEEPEST) throw new Error('The groups are nested beyond any document.');
    this.style = null;
    this.styleName = '';
  }

  private close(): void {
    this.repeating = 0;
    if (this.group.styles && this.styleName !== '') this.document.nameStyle(this.style ?? 0, this.styleName);
    this.styleName = '';
    this.group = this.above.pop() ?? OUTERMOST;
  }

  private set(change: Partial<Group>): void {
    this.group = { ...this.group, ...change };
  }

  private takeWord(name: string, value: number | null): void {
    this.repeating = 0;
    if (this.isFirst || this.isIgnorable) this.enter(name);
    if (name === 'u') return this.addUnicode(value ?? 0);
    const sign = SIGNS[name];
    if (sign !== undefined) return this.add(sign);
    if (name === 'f') this.set({ font: value ?? 0 });
    else if (name === 'fcharset' && this.group.fonts) this.nameFont(value ?? 0);
    else if (name === 'uc') this.set({ fallback: Math.max(0, value ?? 1) });
    else if (name === 'v' || name === 'deleted') this.set({ hidden: value !== 0 });
    else if (name === 'plain') this.set({ hidden: false });
    else if (name === 'ansicpg') this.page = value ?? 1252;
    else if (name === 'mac') this.page = 10_000;
    else if (name === 's' && this.group.styles) this.style = value;
    else if (!this.group.skipped) this.document.control(name, value);
  }

  /** What a group is for stands first in it. */
  private enter(name: string): void {
    if (name === 'fonttbl') this.set({ skipped: true, fonts: true });
    else if (name === 'stylesheet') this.set({ skipped: true, styles: true });
    else if (name === 'listtext' || name === 'pntext') {
      if (!this.group.skipped) this.document.list();
      this.set({ skipped: true });
    } else if (DESTINATIONS.has(name) || this.isIgnorable) {
      this.set({ skipped: true, styles: false });
    }
  }

  private nameFont(characterSet: number): void {
    const page = pageOfCharacterSet(characterSet);
    if (page !== null) this.pages.set(this.group.font, page);
  }

  private addUnicode(value: number): void {
    this.repeating = this.group.fallback;
    // Above 32767 they are written as negative numbers.
    this.add(String.fromCharCode(value & 0xffff));
  }
}
