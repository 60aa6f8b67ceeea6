import { formatNumber } from './format.ts';
import { type MessageKey, t } from './index.ts';
import { locale } from './locale.ts';

/** The beginning of keys that hold one text each for the plural forms of a language: `threads_found` of `threads_found_other`. */
export type PluralKey = Stem<'one'> & Stem<'other'>;

type Stem<Form extends Intl.LDMLPluralRule> = MessageKey extends infer Key
  ? Key extends `${infer Beginning}_${Form}`
    ? Beginning
    : never
  : never;

/** The text in the plural form that the count asks for; `$1` is the count as the reader writes numbers, `$2` and on are `more`. */
export function tn(key: PluralKey, count: number, ...more: readonly string[]): string {
  const number = formatNumber(count);
  // Other languages have forms that English lacks; a form that a language has no text for is the one for all other counts.
  const form: MessageKey = `${key}_${new Intl.PluralRules(locale()).select(count) as 'one' | 'other'}`;
  return t(form, number, ...more) || t(`${key}_other`, number, ...more);
}
