import { t } from './index.ts';

/**
 * Tells the browser, and whoever reads a document aloud, in which language and direction its texts are. Those of the texts, not
 * the browser's: where there are none in its language they are English, and read from left to right.
 */
export function declareLanguage(root: HTMLElement): void {
  root.lang = t('language');
  root.dir = t('direction');
}
