import type { PageNotReadable } from '../lib/errors.ts';
import { t } from '../lib/i18n/index.ts';

/** Why a page cannot be read, in one sentence. */
export function whyNotReadable(reason: PageNotReadable): string {
  switch (reason) {
    case 'browser-page':
      return t('page_browser_page');
    case 'store':
      return t('page_store');
    case 'pdf':
      return t('page_pdf');
    case 'file-access-off':
      return t('page_file_access_off');
    case 'not-granted':
      return t('page_not_granted');
    case 'empty':
      return t('page_empty');
    case 'closed':
      return t('page_closed');
    case 'failed':
      return t('page_failed');
  }
}

/** Whether reading the same page again may go better. */
export function mayReadLater(reason: PageNotReadable): boolean {
  return reason === 'empty' || reason === 'failed' || reason === 'not-granted';
}
