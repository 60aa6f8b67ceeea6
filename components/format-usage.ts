import { t } from '../lib/i18n/index.ts';

/** Less than this is told as "less than". US dollars. */
const LEAST = 0.0001;

export function formatNumber(number: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(number);
}

export function formatTokens(tokens: number, estimated: boolean, locale?: string): string {
  const text = t('usage_tokens', formatNumber(tokens, locale));
  return estimated ? t('usage_about', text) : text;
}

/** Four decimals below ten cents, where whole cents say too little. */
export function formatUsd(usd: number, estimated: boolean, locale?: string): string {
  const format = dollars(usd < 0.1 ? 4 : 2, locale);
  if (usd > 0 && usd < LEAST) return t('usage_less_than', format.format(LEAST));
  return estimated ? t('usage_about', format.format(usd)) : format.format(usd);
}

/** A price, which is told as exactly as it was typed. */
export function formatPrice(usd: number, locale?: string): string {
  return dollars(6, locale).format(usd);
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return t('elapsed_seconds', String(seconds));
  return t('usage_minutes', String(Math.floor(seconds / 60)), String(seconds % 60));
}

/** A day such as `2026-10-16`, in the reader's way of writing days. */
export function formatDay(day: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

function dollars(maximumFractionDigits: number, locale: string | undefined): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits,
  });
}
