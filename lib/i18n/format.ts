import { locale } from './locale.ts';

/** A count or an amount as the reader writes numbers. */
export function formatNumber(number: number, language = locale()): string {
  return new Intl.NumberFormat(language).format(number);
}

/** A share from 0 to 1. */
export function formatPercent(share: number, language = locale()): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

/** Several names or texts in one sentence: "a, b, and c". */
export function formatList(items: readonly string[], language = locale()): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
