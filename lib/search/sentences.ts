import { countWords } from './words.ts';

/** A full stop after one of these is never a sentence's end. */
const TITLE =
  /(?:^|[\s(“"«„])(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Ste|Sr|Sra|Mme|Mlle|Dra|Dott|Sig|Hr|Gen|Col|Lt|Sgt|Capt|Rev|Gov|Sen|Rep|Mt|vs|cf|ca|bzw|bzgl|inkl|evtl|vgl|approx|см|ул|им|тыс|млн|млрд)\.$/u;
/** Initials, and letters with full stops: "J.", "e.g.", "z. B.", "U.S." */
const INITIALS = /(?:^|[\s(“"«„])(?:\p{Lu}\.|(?:\p{L}\.\s?){2,})$/u;
const LETTER_WITH_STOP = /(?:^|[\s(“"«„])\p{L}\.$/u;
/** Only before a number: "No. 5", "Fig. 2", "Jan. 7". */
const NUMBERED =
  /(?:^|[\s(])(?:No|Nos|Nr|Art|Abs|Abb|Fig|Figs|Eq|Sec|Vol|Ch|p|pp|S|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Okt|Nov|Dec|Dez|стр|рис)\.$/u;
/** "am 3. Mai": a full stop makes the number an ordinal in these languages. */
const ORDINAL = /(?:^|\s)\d{1,2}\.$/u;
const ORDINAL_LANGUAGES = /^(?:de|da|nb|nn|no|fi|cs|sk|hu|sl|hr|sr|et|lv|is|tr)\b/i;

/** A note's number goes with the sentence before it; the segmenter ends that sentence inside the bracket: "true.[|12] Next". */
const REST_OF_NOTE = /(?<=\[)(?:\d{1,3}|\p{Ll}{1,2})\](?:\[[^\]\s]{1,4}\])*\s*/uy;

const NO_FULL_STOP = /[\p{Script=Thai}\p{Script=Lao}]/u;
/** Characters from which on a space ends a piece of Thai or Lao, which write no full stop and put spaces between clauses. */
const CLAUSES = 60;
/** Characters looked back over for an abbreviation; a limit, so that a hostile page cannot make the search slow. */
const LOOK_BACK = 40;
/** And for a bracket that is open, and ahead for its end. */
const BRACKET = 300;
/** Words below which a piece is joined to what follows ("Why? Because ..."). */
const FRAGMENT = 3;

type Span = { readonly start: number; readonly end: number };

/** Splits texts of one language; make it once for many texts, it costs 0.2 ms. */
export function createSentenceSplitter(language: string | null): (text: string) => string[] {
  const locale = supported(language);
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  return (text) => text.split('\n').flatMap((line) => sentencesOfLine(line, segmenter, locale));
}

/**
 * The sentences of a text, each a verbatim part of one of its lines without the space around it.
 * `language` is BCP 47 as a page declares it; null or nonsense counts as English.
 */
export function sentencesOf(text: string, language: string | null): string[] {
  return createSentenceSplitter(language)(text);
}

function supported(language: string | null): string {
  try {
    return Intl.Segmenter.supportedLocalesOf(language?.replace('_', '-') ?? 'en')[0] ?? 'en';
  } catch {
    return 'en'; // not a language tag at all
  }
}

function sentencesOfLine(line: string, segmenter: Intl.Segmenter, locale: string): string[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(line)) {
    const end = withNote(line, index + segment.length);
    if (end > start && !runsOn(line.slice(start, end).trim(), line.slice(end), locale)) {
      spans.push(...clausesOf(line, { start, end }));
      start = end;
    }
  }
  return spans.map((span) => line.slice(span.start, span.end).trim()).filter((sentence) => sentence !== '');
}

function withNote(line: string, end: number): number {
  REST_OF_NOTE.lastIndex = end;
  return end + (REST_OF_NOTE.exec(line)?.[0].length ?? 0);
}

/** Whether a piece goes on in `rest`, although the segmenter ended it. */
function runsOn(piece: string, rest: string, locale: string): boolean {
  if (rest.trim() === '') return false;
  if (piece.length < LOOK_BACK && countWords(piece) < FRAGMENT) return true;
  const end = piece.slice(-LOOK_BACK);
  if (TITLE.test(end) || INITIALS.test(end) || isBracketOpen(piece, rest)) return true;
  if (LETTER_WITH_STOP.test(end) && /^\s?\p{L}\./u.test(rest)) return true;
  if (/["”“»’]$/u.test(end) && /^\s*\p{Ll}/u.test(rest)) return true; // “Stop!” she said
  return (NUMBERED.test(end) && /^\s*\p{N}/u.test(rest)) || (ORDINAL.test(end) && ORDINAL_LANGUAGES.test(locale));
}

/** Round brackets that open in a piece and close soon after it. */
function isBracketOpen(piece: string, rest: string): boolean {
  const end = piece.slice(-BRACKET);
  const ahead = rest.slice(0, BRACKET);
  const closes = ahead.search(/[)）]/u);
  const opens = ahead.search(/[(（]/u);
  return lastOf(end, '(', '（') > lastOf(end, ')', '）') && closes >= 0 && (opens < 0 || closes < opens);
}

function lastOf(text: string, one: string, other: string): number {
  return Math.max(text.lastIndexOf(one), text.lastIndexOf(other));
}

/** Thai and Lao cut at spaces into pieces of about a sentence; anything else as it is. */
function clausesOf(line: string, span: Span): Span[] {
  const text = line.slice(span.start, span.end);
  if (!NO_FULL_STOP.test(text)) return [span];
  const spans: Span[] = [];
  let start = span.start;
  for (const { index } of text.matchAll(/\s+/gu)) {
    const end = span.start + index;
    if (end - start < CLAUSES || span.end - end < CLAUSES / 2) continue;
    spans.push({ start, end });
    start = end;
  }
  return [...spans, { start, end: span.end }];
}
