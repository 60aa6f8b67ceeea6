import type { PageSnapshot } from './snapshot.ts';

type Read = Pick<PageSnapshot, 'url' | 'title' | 'markdown' | 'language'>;

/** The count of what is unread, which many a title begins with. */
const UNREAD = /^\s*[([]\d+\+?[)\]]\s*/;
/** Hours, minutes and seconds: a clock or a countdown. Without the seconds it may be a timetable. */
const CLOCK = /(?<![\d:.])\d{1,3}:\d{2}:\d{2}(?![\d:])/g;

/** What stands behind the question mark in the address of a link or picture: sessions, signatures, days of expiry. Nobody sees it. */
const PARAMETERS = /(?<=\]\([^()\s?#]*)[?#][^()\s]*(?=\))/g;

const UNITS = ['second', 'minute', 'hour', 'day'] as const;
const STYLES = ['long', 'short', 'narrow'] as const;
/** Between them they meet every plural form. */
const COUNTS = [1, 2, 3, 5, 11, 21, 100];

/**
 * Whether two looks at a page show the same, apart from what goes on by itself while the page stays as it is: clocks and
 * countdowns, how long ago something was (in the page's language), the count of unread things in the title, and what addresses
 * carry along. Any other digit counts: prices, scores and versions are what people ask about.
 */
export function isSamePage(before: Read, after: Read): boolean {
  if (before.url !== after.url) return false;
  if (before.markdown === after.markdown && before.title === after.title) return true;
  const ages = agesIn(after.language);
  return (
    steady(before.title.replace(UNREAD, ''), ages) === steady(after.title.replace(UNREAD, ''), ages) &&
    steady(before.markdown, ages) === steady(after.markdown, ages)
  );
}

function steady(text: string, ages: RegExp): string {
  return text.replace(PARAMETERS, '').replace(CLOCK, ':').replace(ages, '~');
}

/** `5 minutes ago`, `vor 5 Min.`, `5 分钟前`. */
function agesIn(language: string | null): RegExp {
  const forms = new Set<string>();
  for (const style of STYLES) {
    const format = relativeTime(language, style);
    for (const unit of UNITS) for (const count of COUNTS) forms.add(formOf(format.formatToParts(-count, unit)));
  }
  // The longest first, so that a short form never ends a long one early.
  const longestFirst = [...forms].sort((left, right) => right.length - left.length);
  return new RegExp(`(?<!\\d)(?:${longestFirst.join('|')})`, 'giu');
}

function formOf(parts: readonly Intl.RelativeTimeFormatPart[]): string {
  return parts.map(({ type, value }) => (type === 'literal' ? literal(value) : '\\p{Nd}+')).join('');
}

/** Pages write the same words with other spaces, and abbreviations without their dot. */
function literal(text: string): string {
  return text
    .replace(/[\\^$*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('.', '\\.?')
    .replace(/\s/g, '\\s');
}

function relativeTime(language: string | null, style: (typeof STYLES)[number]): Intl.RelativeTimeFormat {
  try {
    return new Intl.RelativeTimeFormat(language ?? 'en', { style, numeric: 'always' });
  } catch {
    // What a page declares need not be a language.
    return new Intl.RelativeTimeFormat('en', { style, numeric: 'always' });
  }
}
