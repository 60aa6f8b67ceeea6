import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import { locale } from '../../lib/i18n/locale.ts';
import { tn } from '../../lib/i18n/plural.ts';

/** Less than this is told as "less than". US dollars. */
const LEAST = 0.0001;

export function formatTokens(tokens: number, estimated: boolean): string {
  const text = tn('usage_tokens', tokens);
  return estimated ? t('usage_about', text) : text;
}

/** Four decimals below ten cents, where whole cents say too little. */
export function formatUsd(usd: number, estimated: boolean, language = locale()): string {
  const format = dollars(usd < 0.1 ? 4 : 2, language);
  if (usd > 0 && usd < LEAST) return t('usage_less_than', format.format(LEAST));
  return estimated ? t('usage_about', format.format(usd)) : format.format(usd);
}

/** A price, which is told as exactly as it was typed. */
export function formatPrice(usd: number, language = locale()): string {
  return dollars(6, language).format(usd);
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return t('elapsed_seconds', formatNumber(seconds));
  return t('usage_minutes', formatNumber(Math.floor(seconds / 60)), formatNumber(seconds % 60));
}

/** A day such as `2026-10-16`, in the reader's way of writing days. */
export function formatDay(day: string, language = locale()): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

function dollars(maximumFractionDigits: number, language: string): Intl.NumberFormat {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits,
  });
}
