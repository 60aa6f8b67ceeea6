import type en from '../../public/_locales/en/messages.json';
import { browser } from '../platform/browser.ts';

/** Every text a person reads has a key in public/_locales; a key that is missing there does not compile. */
export type MessageKey = keyof typeof en;

/** The text in the browser's language, with `$1`, `$2`, … replaced. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}
