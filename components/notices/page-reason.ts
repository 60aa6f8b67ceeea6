import type { FileNotReadable, NoPicture, PageNotReadable } from '../../lib/errors.ts';
import { t } from '../../lib/i18n/index.ts';
import type { LeftOut } from '../../lib/panel/model.ts';

/** Why a page cannot be read, in one sentence. */
export function whyNotReadable(reason: PageNotReadable): string {
  switch (reason) {
    case 'browser-page':
      return t('page_browser_page');
    case 'store':
      return t('page_store');
    case 'pdf-scan':
      return t('page_pdf_scan');
    case 'pdf-locked':
      return t('page_pdf_locked');
    case 'pdf-broken':
      return t('page_pdf_broken');
    case 'pdf-not-granted':
      return t('page_pdf_not_granted');
    case 'image':
      return t('page_image');
    case 'painted':
      return t('page_painted');
    case 'file-access-off':
      return t('page_file_access_off');
    case 'not-granted':
      return t('page_not_granted');
    case 'never-read':
      return t('page_never_read');
    case 'empty':
      return t('page_empty');
    case 'closed':
      return t('page_closed');
    case 'failed':
      return t('page_failed');
  }
}

/** Why a picture does not go with the question, in one sentence. */
export function whyNoPicture(reason: NoPicture): string {
  switch (reason) {
    case 'not-granted':
      return t('picture_not_granted');
    case 'browser-page':
      return t('picture_browser_page');
    case 'forbidden':
      return t('picture_forbidden');
    case 'changed':
      return t('picture_changed');
    case 'too-large':
      return t('picture_too_large');
    case 'unreadable':
      return t('picture_unreadable');
    case 'out-of-reach':
      return t('picture_out_of_reach');
    case 'too-many':
      return t('picture_too_many');
    case 'failed':
      return t('picture_failed');
  }
}

/** Why a file of the user's own does not go with the question, in one sentence. */
export function whyNoFile(reason: FileNotReadable): string {
  switch (reason) {
    case 'empty':
      return t('files_empty');
    case 'too-large':
      return t('files_too_large');
    case 'too-much':
      return t('files_too_much');
    case 'unknown-type':
      return t('files_unknown_type');
    case 'no-text':
      return t('files_no_text');
    case 'scan':
      return t('files_scan');
    case 'locked':
      return t('files_locked');
    case 'old-office':
      return t('files_old_office');
    case 'protected':
      return t('files_protected');
    case 'broken':
      return t('files_broken');
    case 'broke-off':
      return t('files_broke_off');
    case 'too-many':
      return t('files_too_many');
    case 'failed':
      return t('files_failed');
  }
}

/** Whether reading the same page again may go better. */
export function mayReadLater(reason: PageNotReadable): boolean {
  return reason === 'empty' || reason === 'failed' || reason === 'not-granted';
}

/** Why another tab does not go with a question, in one sentence. */
export function whyLeftOut(reason: LeftOut): string {
  switch (reason) {
    case 'refused':
      return t('tab_refused');
    case 'asleep':
      return t('tab_asleep');
    case 'elsewhere':
      return t('tab_elsewhere');
    case 'no-answer':
      return t('tab_no_answer');
    case 'closed':
      return t('tab_closed');
    default:
      return whyNotReadable(reason);
  }
}
