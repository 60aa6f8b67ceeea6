/** The texts of a language as they stand in its file. */
export type Texts = Readonly<Record<string, string>>;

/** Every count that a text could be asked for: what is beyond repeats it. */
const COUNTS = Array.from({ length: 1001 }, (_, count) => count);

/** A label of up to this many letters stands on a button or beside a field, where there is no second line. */
const LABEL = 28;

/** How much longer than English a label may be, in columns of a Latin letter; a few letters more for the shortest words. */
const LONGER = { times: 2.4, letters: 9 };

/**
 * Says what is wrong with the texts of a language beside the English ones: keys, plural forms, placeholders, ends of sentences, labels
 * that are too long. `language`: a tag such as `pt-BR`.
 */
export function localeFaults(language: string, texts: Texts, english: Texts): string[] {
  const expected = expectedKeys(language, english);
  return [
    ...Object.keys(texts).flatMap((key) => (expected.has(key) ? [] : [`${key}: not in English`])),
    ...[...expected].flatMap(([key, source]) => {
      const text = texts[key];
      return text === undefined ? [`${key}: missing`] : textFaults(key, text, source, language);
    }),
  ];
}

/** Texts that are the same as in English. Some have to be, and whoever calls knows which. */
export function untranslated(texts: Texts, english: Texts): string[] {
  return Object.keys(texts).filter((key) => texts[key] === english[key]);
}

/** The keys of English with the plural forms of the language, and the English text that each is made from. */
function expectedKeys(language: string, english: Texts): Map<string, string> {
  const keys = new Map<string, string>();
  for (const [key, text] of Object.entries(english)) {
    const stem = stemOf(key, english);
    if (stem === null) keys.set(key, text);
    else for (const form of forms(language).keys()) keys.set(`${stem}_${form}`, english[`${stem}_other`] ?? '');
  }
  return keys;
}

function stemOf(key: string, english: Texts): string | null {
  const stem = /^(.+)_(?:one|other)$/.exec(key)?.[1] ?? null;
  return stem !== null && `${stem}_one` in english && `${stem}_other` in english ? stem : null;
}

/** The plural forms that a language uses for whole numbers, and how many numbers each stands for. */
function forms(language: string): Map<string, number> {
  const rules = new Intl.PluralRules(language);
  const found = new Map<string, number>();
  for (const count of COUNTS) found.set(rules.select(count), (found.get(rules.select(count)) ?? 0) + 1);
  return found;
}

function textFaults(key: string, text: string, source: string, language: string): string[] {
  const faults: string[] = [];
  if (text.trim() === '' || text !== text.trim()) faults.push('empty, or space around it');
  if (/<[a-z/]/i.test(text)) faults.push('markup');
  const form = /_(zero|one|two|few|many)$/.exec(key)?.[1];
  // "One page", "two pages": a form for a single number may say it in words.
  const counted = form !== undefined && forms(language).get(form) === 1;
  const missing = placeholders(source).filter((one) => !text.includes(one) && !(counted && one === '$1'));
  const strange = placeholders(text).filter((one) => !source.includes(one));
  if (missing.length > 0) faults.push(`lacks ${missing.join(' ')}`);
  if (strange.length > 0) faults.push(`has ${strange.join(' ')}, which English has not`);
  if (ends(source) !== ends(text)) faults.push('ends otherwise than the English text');
  if (source.length <= LABEL && columns(text) > Math.max(source.length * LONGER.times, source.length + LONGER.letters))
    faults.push(`${columns(text)} columns for the ${source.length} of "${source}"`);
  return faults.map((fault) => `${key}: ${fault}`);
}

/** What is filled in: `$1` by the caller, `{{page}}` by the prompt library. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\$\d|\{\{.*?\}\}/g) ?? [])];
}

function ends(text: string): 'sentence' | 'question' | 'colon' | 'open' {
  if (/[.。।…][”»」"]?$/.test(text)) return 'sentence';
  if (/[?？؟]$/.test(text)) return 'question';
  return /[:：]$/.test(text) ? 'colon' : 'open';
}

/** The room a text takes, in Latin letters: Chinese and Japanese signs take two, marks above and isolates none. */
function columns(text: string): number {
  return [...text].reduce((sum, sign) => {
    if (/[\p{M}\u2066-\u2069]/u.test(sign)) return sum;
    return sum + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}！-～]/u.test(sign) ? 2 : 1);
  }, 0);
}
