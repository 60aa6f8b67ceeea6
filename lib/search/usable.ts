import { countWords } from './words.ts';

const MIN_WORDS = 5;
/** Longer ones are unbroken dumps (menus, data), not sentences to quote. */
const MAX_CHARACTERS = 700;

const ENDED = /[\p{Sentence_Terminal}…]["'”’»)\]」』]*(?:\[[^\]\s]{1,8}\])*$/u;
/** These scripts write no full stop. */
const NO_FULL_STOP = /[\p{Script=Thai}\p{Script=Lao}]/u;
const TABLE_ROW = /\t|\s\|\s|\|$|^\|/;
const CODE =
  /[;{}]$|=>|[=!]==|\(\)|<\/?[a-z][\w-]*>|\w\(\w*[,)].*[{;=]|^\s*(?:\$|#!|import |const |npm |git |\[?\d{1,2}:\d\d:\d\d\b)/;
const SYMBOLS = /[{}()[\]<>=;$#@_\\/*|~^]/g;
const SEPARATORS = /\s[›»·•|/→←]\s/g;
const DIGITS = /\p{N}/gu;
const LETTERS = /[\p{L}\p{M}]/gu;

const COOKIES = /\bcookies?\b|クッキー|쿠키|Cookie/iu;
const CONSENT =
  /\b(?:we(?: and our partners)? use|uses? cookies|accept|consent|agree|preferences|wir verwenden|verwendet|akzeptier|zustimm|einwillig|nous utilisons|utilise|acceptez|consentement|utilizamos|usamos|utiliza|aceptar|aceita|acepta|utilizziamo|usiamo|accett|wij gebruiken|we gebruiken|accepte)|используем|принять|согла|使用|同意|使用して|사용|동의|نستخدم|ملفات/iu;
const BOILERPLATE =
  /all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|все права защищены|版权所有|無断転載|無断複写|terms of (?:service|use)|privacy policy|subscribe (?:to|now|today)|sign up (?:for|to|now|today)|(?:newsletter|mailing list).{0,40}(?:inbox|sign|subscri|join)|newsletter (?:abonnieren|anmelden)|(?:please )?enable javascript|affiliate (?:links?|commission)|earn a (?:small )?commission|follow us on|share this|click here|read more|log ?in to|opens in a new (?:tab|window)|when cookies are disabled|need (?:any )?help ordering|see similar questions|^you(?:['’]| a)re not (?:signed|logged) in|^(?:©|copyright\b|photo(?:graph)?:|image:|credit:|advertisement|related:|see also|also read|source:)/iu;

export type Usable = 'sentence' | 'line' | null;

/**
 * What a piece of a page is good for in a summary: a whole `sentence`, a `line` that will do where a page has no sentences
 * (lists, product facts), or nothing: what is not worth reading, and fragments under five words.
 * `title` is the page's: a page about cookies may speak of them.
 */
export function usableAs(text: string, title: string): Usable {
  if (countWords(text) < MIN_WORDS || TABLE_ROW.test(text) || !isWorthReading(text, title)) return null;
  const whole = ENDED.test(text) && !/^\p{Ll}/u.test(text); // a small letter: the rest of a sentence broken in two
  return whole || NO_FULL_STOP.test(text) ? 'sentence' : 'line';
}

/** Not navigation, code, boilerplate or a dump of data. A row of a table may be: it answers a question as well as a sentence. */
export function isWorthReading(text: string, title: string): boolean {
  if (text.length > MAX_CHARACTERS || isCode(text) || isBoilerplate(text, title)) return false;
  return text.includes('\t') || !isNavigation(text);
}

function isCode(text: string): boolean {
  return CODE.test(text) || count(text, SYMBOLS) > Math.max(4, text.length * 0.06);
}

function isNavigation(text: string): boolean {
  const letters = count(text, LETTERS);
  if (count(text, SEPARATORS) > 1 || count(text, DIGITS) > letters || letters < text.length * 0.5) return true;
  const words = text.split(/\s+/u);
  const raised = words.filter((word) => /^\P{L}*\p{Lu}/u.test(word)).length;
  return words.length > 3 && raised > words.length * 0.75;
}

function isBoilerplate(text: string, title: string): boolean {
  return BOILERPLATE.test(text) || (COOKIES.test(text) && CONSENT.test(text) && !COOKIES.test(title));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
