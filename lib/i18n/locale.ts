import { t } from './index.ts';

const browsers = new Intl.DateTimeFormat().resolvedOptions().locale;

/**
 * The locale that numbers, lists and dates are written in: the browser's, with its region, where its language is that
 * of the texts, and else the texts' own, so that no English sentence holds a Polish date.
 */
export function locale(): string {
  const texts = t('language');
  return languageOf(browsers) === languageOf(texts) ? browsers : texts;
}

function languageOf(tag: string): string | undefined {
  return tag.split('-')[0];
}
