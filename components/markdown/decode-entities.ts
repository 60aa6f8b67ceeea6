/** The named references that writers of Markdown use; the lexer resolves the numeric ones itself. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  copy: '©',
  deg: '°',
  euro: '€',
  gt: '>',
  hellip: '…',
  laquo: '«',
  larr: '←',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  nbsp: '\u00a0',
  ndash: '–',
  pound: '£',
  quot: '"',
  raquo: '»',
  rarr: '→',
  rdquo: '”',
  reg: '®',
  rsquo: '’',
  times: '×',
  trade: '™',
};

/** Text with its named character references resolved once; what is unknown stays as written. */
export function decodeEntities(text: string): string {
  return text.replace(/&([a-z]{2,6});/g, (whole, name: string) => NAMED[name] ?? whole);
}
