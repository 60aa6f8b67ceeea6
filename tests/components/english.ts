import type { MessageKey } from '../../lib/i18n/index.ts';
import en from '../../public/_locales/en/messages.json' with { type: 'json' };

/** Stands in for lib/i18n where there is no browser: the English texts, and an error for a key that has none. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  const text = en[key]?.message;
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\$(\d)/g, (_, place: string) => substitutions[Number(place) - 1] ?? '');
}
