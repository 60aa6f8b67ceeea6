import type { AppError, NoPicture, PageNotReadable } from '../../lib/errors.ts';
import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { PanelActions, Sight } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { whyNoFile, whyNoPicture, whyNotReadable } from './page-reason.ts';
import { whyModelMissing, whyUnreachable, whyWrongAddress } from './server-reason.ts';
import { WaitButton } from './wait-button.tsx';

const UnlockForm = lazy(async () => (await import('./unlock-form.tsx')).UnlockForm);

/** `again` asks once more, or goes on where the answer broke off; `wait` does so when the service allows it. */
export type ErrorAction =
  | 'again'
  | 'wait'
  | 'unlock'
  | 'settings'
  | 'privacy'
  | 'connect'
  | 'allow-site'
  | 'allow-files'
  | 'screenshot'
  | 'new-thread'
  | 'ask-anew'
  | 'look-again'
  | 'none';

/** A server's own words are shown as text, no longer than this many characters. */
const DETAIL_LIMIT = 240;

/** What happened and what to do, in one or two plain sentences, and the one action that helps. */
export function describeError(error: AppError): readonly [sentence: string, action: ErrorAction] {
  switch (error.kind) {
    case 'key-refused':
      return [t('error_key_refused', error.host), 'settings'];
    case 'key-missing':
      return [t('error_key_missing', error.host), 'settings'];
    case 'forbidden':
      return [withDetail(t('error_forbidden', error.host), error.detail), 'settings'];
    case 'origin-refused':
      return [t('error_origin_refused', error.host), 'settings'];
    case 'unreachable':
      return whyUnreachable(error);
    case 'offline':
      return [t('error_offline'), 'again'];
    case 'wrong-address':
      if (error.suggestion === undefined) return [whyWrongAddress(error.url), 'settings'];
      return [t('error_wrong_address_suggestion', error.url, error.suggestion), 'settings'];
    case 'model-missing':
      return [whyModelMissing(error), 'settings'];
    case 'not-a-chat-model':
      return [t('error_not_a_chat_model', error.host, error.model), 'settings'];
    case 'model-too-large':
      return [t('error_model_too_large', error.host, error.model), 'settings'];
    case 'model-loading':
      return [t('error_model_loading', error.host), 'again'];
    case 'no-model-chosen':
      return [t('error_no_model_chosen'), 'settings'];
    case 'built-in-unavailable':
      return [t('error_built_in_unavailable'), 'settings'];
    case 'model-not-downloaded':
      if (error.downloading) return [t('error_model_downloading'), 'again'];
      return [t('error_model_not_downloaded'), 'settings'];
    case 'language-not-supported':
      return [t('error_language_not_supported'), 'settings'];
    case 'rate-limited':
      return [t('error_rate_limited'), error.retry_after === null ? 'again' : 'wait'];
    case 'quota-used-up':
      return [t('error_quota_used_up', error.host), 'settings'];
    case 'too-long':
      return [t('error_too_long'), 'new-thread'];
    case 'request-refused':
      return [withDetail(t('error_request_refused'), error.detail), 'settings'];
    case 'server-failed':
      return [withDetail(t('error_server_failed', String(error.status)), error.detail), 'again'];
    case 'redirected':
      return [t('error_redirected', error.host), 'settings'];
    case 'not-an-api':
      return [t('error_not_an_api', error.host), 'settings'];
    case 'empty-answer':
      return [t('error_empty_answer'), 'again'];
    case 'cut-off':
      return [t('error_cut_off'), 'again'];
    case 'stalled':
      return [tn('error_stalled', error.seconds), 'again'];
    case 'too-large':
      return [t('error_too_large'), 'again'];
    default:
      return describeOwnError(error);
  }
}

type OwnError = Extract<
  AppError,
  {
    readonly kind:
      | 'keys-locked'
      | 'wrong-passphrase'
      | 'key-forgotten'
      | 'key-damaged'
      | 'interrupted'
      | 'expired'
      | 'files-expired'
      | 'page-not-readable'
      | 'no-picture'
      | 'file-not-readable'
      | 'quote-gone'
      | 'no-page'
      | 'storage-full'
      | 'thread-busy'
      | 'thread-gone'
      | 'never-read-unknown'
      | 'prompt-needs-model'
      | 'question-too-long'
      | 'no-prompts-in-file'
      | 'connection-missing'
      | 'not-importable'
      | 'unexpected';
  }
>;

/** The failures that no model server causes. */
function describeOwnError(error: OwnError): readonly [sentence: string, action: ErrorAction] {
  switch (error.kind) {
    case 'keys-locked':
      return [t('error_keys_locked'), 'unlock'];
    case 'wrong-passphrase':
      return [t('error_wrong_passphrase'), 'unlock'];
    case 'key-forgotten':
      return [t('error_key_forgotten', error.host), 'settings'];
    case 'key-damaged':
      return [t('error_key_damaged', error.host), 'settings'];
    case 'interrupted':
      return [t('error_interrupted'), 'again'];
    case 'expired':
      return [t('error_expired'), 'again'];
    case 'files-expired':
      return [t('error_files_expired', error.name), 'none'];
    case 'page-not-readable':
      return [whyNotReadable(error.reason), grantFor(error.reason)];
    case 'no-picture':
      return [whyNoPicture(error.reason), mayPassBy(error.reason) ? 'screenshot' : 'none'];
    case 'file-not-readable':
      return [whyNoFile(error.reason), 'none'];
    case 'quote-gone':
      return [t('error_quote_gone'), 'none'];
    case 'no-page':
      return [t('error_no_page'), 'connect'];
    case 'storage-full':
      return [t('error_storage_full'), 'again'];
    case 'thread-busy':
      return [t('error_thread_busy'), 'none'];
    case 'thread-gone':
      return error.asked ? [t('error_thread_gone_asked'), 'ask-anew'] : [t('error_thread_gone'), 'new-thread'];
    case 'never-read-unknown':
      return [t('error_never_read_unknown'), 'look-again'];
    case 'prompt-needs-model':
      return [t('prompts_need_model', error.name), 'connect'];
    case 'question-too-long':
      return [t('error_question_too_long', formatNumber(error.most)), 'none'];
    case 'no-prompts-in-file':
      return [t('prompts_none_in_file'), 'none'];
    case 'connection-missing':
      return [t('error_connection_missing'), 'settings'];
    case 'not-importable':
      return [whyNotImportable(error.reason), 'none'];
    case 'unexpected':
      return [withDetail(t('error_unexpected'), error.detail), 'again'];
  }
}

function whyNotImportable(reason: Extract<AppError, { kind: 'not-importable' }>['reason']): string {
  if (reason === 'newer') return t('data_file_newer');
  return t(reason === 'damaged' ? 'data_file_damaged' : 'data_file_unknown');
}

function grantFor(reason: PageNotReadable): ErrorAction {
  if (reason === 'pdf-not-granted') return 'allow-files';
  if (reason === 'never-read') return 'privacy';
  // There is something to see all the same.
  if (['image', 'painted', 'pdf-scan', 'pdf-locked', 'empty'].includes(reason)) return 'screenshot';
  return reason === 'not-granted' ? 'allow-site' : 'none';
}

function mayPassBy(reason: NoPicture): boolean {
  return reason === 'changed' || reason === 'failed' || reason === 'out-of-reach';
}

function withDetail(sentence: string, detail: string): string {
  if (detail === '') return sentence;
  const words = detail.length > DETAIL_LIMIT ? `${detail.slice(0, DETAIL_LIMIT)}…` : detail;
  return `${sentence} “${words}”`;
}

type ErrorButtonProps = {
  readonly error: AppError;
  readonly actions: PanelActions;
  /** Names and does `again`; null where there is nothing yet to ask again. */
  readonly again: { readonly label: string; readonly run: () => void } | null;
  /** Whether anybody could look at a screenshot. */
  readonly sight?: Sight;
};

/** The one thing to do about a failure, or nothing where only the user can help. Beside the settings stands how to ask again. */
export function ErrorButton({ error, actions, again, sight = 'none' }: ErrorButtonProps) {
  const [, action] = describeError(error);
  switch (action) {
    case 'again':
      return again && <TextButton label={again.label} onClick={again.run} />;
    case 'wait':
      return again && <WaitButton label={again.label} seconds={secondsToWait(error)} onClick={again.run} />;
    case 'unlock':
      return <UnlockForm onUnlock={actions.unlockKeys} onDone={again?.run} />;
    case 'settings':
      return (
        <>
          <TextButton label={t('open_settings')} onClick={actions.openSettings} />
          {again && <TextButton label={again.label} onClick={again.run} />}
        </>
      );
    case 'privacy':
      return <TextButton label={t('open_settings')} onClick={() => actions.openSection('privacy')} />;
    case 'connect':
      return <TextButton label={t('connect_model')} onClick={actions.openSettings} />;
    case 'allow-site':
      return <TextButton label={t('allow_this_site')} onClick={actions.allowSite} />;
    case 'allow-files':
      return <TextButton label={t('allow_this_site')} onClick={actions.allowFiles} />;
    case 'screenshot':
      return sight === 'likely' && <TextButton label={t('add_screenshot')} onClick={actions.addScreenshot} />;
    case 'new-thread':
      return <TextButton label={t('start_new_thread')} onClick={actions.newThread} />;
    case 'look-again':
      return <TextButton label={t('try_again')} onClick={actions.lookAgain} />;
    case 'ask-anew':
      return <TextButton label={t('ask_in_new_thread')} onClick={actions.askAnew} />;
    case 'none':
      return null;
  }
}

function secondsToWait(error: AppError): number {
  return error.kind === 'rate-limited' ? (error.retry_after ?? 0) : 0;
}
