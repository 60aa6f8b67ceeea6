/** Every failure a user can meet, as a value. components/error-notice.tsx gives each kind one sentence and one action. */
export type AppError =
  /** The service refused the key (401). */
  | { readonly kind: 'key-refused'; readonly host: string }
  /** The service wants a key and the connection has none. */
  | { readonly kind: 'key-missing'; readonly host: string }
  /** The key is valid but may not do this (403 with a body). */
  | { readonly kind: 'forbidden'; readonly host: string; readonly detail: string }
  /** A local server turned the request away because it comes from an extension (403 with an empty body). */
  | { readonly kind: 'origin-refused'; readonly host: string }
  /** The browser may not reach the host, or nothing answers there: the two look alike from inside. */
  | { readonly kind: 'unreachable'; readonly host: string; readonly permitted: boolean }
  | { readonly kind: 'offline' }
  /** 404 for the path: the base URL does not lead to an API. `suggestion` is a base URL that was tried and does. */
  | { readonly kind: 'wrong-address'; readonly url: string; readonly suggestion?: string }
  | { readonly kind: 'model-missing'; readonly model: string; readonly host: string }
  | { readonly kind: 'no-model-chosen' }
  /** `retry_after` in seconds, null when the service did not say. */
  | { readonly kind: 'rate-limited'; readonly retry_after: number | null }
  | { readonly kind: 'quota-used-up'; readonly host: string }
  | { readonly kind: 'too-long'; readonly detail: string }
  | { readonly kind: 'request-refused'; readonly detail: string }
  | { readonly kind: 'server-failed'; readonly status: number; readonly detail: string }
  | { readonly kind: 'redirected'; readonly host: string }
  /** 200, but a web page or another shape instead of a model's answer. */
  | { readonly kind: 'not-an-api'; readonly host: string }
  | { readonly kind: 'empty-answer' }
  /** The answer stopped without its end: connection cut, or no `finish_reason` and no `[DONE]`. */
  | { readonly kind: 'cut-off' }
  /** No byte for `seconds`. */
  | { readonly kind: 'stalled'; readonly seconds: number }
  | { readonly kind: 'too-large' }
  /** The background worker was stopped in the middle of an answer. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'expired' }
  /** The store of the assistant's or the thread's files has expired. `name`: the store's name, or its id. */
  | { readonly kind: 'files-expired'; readonly name: string }
  | { readonly kind: 'page-not-readable'; readonly reason: PageNotReadable; readonly host: string }
  /** The cited words are not on the page any more. */
  | { readonly kind: 'quote-gone' }
  /** On-device answers need a page. */
  | { readonly kind: 'no-page' }
  | { readonly kind: 'storage-full' }
  /** The thread is being answered already, from another window perhaps. */
  | { readonly kind: 'thread-busy' }
  /** A stored connection that a run or assistant names is gone. */
  | { readonly kind: 'connection-missing' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export type PageNotReadable =
  /** chrome:, about:, edge: and other pages of the browser itself */
  | 'browser-page'
  /** the extension stores, which no extension may read */
  | 'store'
  | 'pdf'
  /** file: pages while "Allow access to file URLs" is off */
  | 'file-access-off'
  /** the user has not granted this site yet */
  | 'not-granted'
  /** nothing with text was found */
  | 'empty'
  | 'closed'
  | 'failed';

/** Carries an {@link AppError} through code that throws. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.kind);
    this.name = 'AppFailure';
    this.error = error;
  }
}

/** Any thrown value as an {@link AppError}; what nobody foresaw is `unexpected` with its message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  if (isQuotaExceeded(thrown)) return { kind: 'storage-full' };
  return { kind: 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** A transaction that ran out of room is aborted; Dexie keeps the reason inside the error it gives. */
function isQuotaExceeded(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return thrown.name === 'QuotaExceededError' || ('inner' in thrown && isQuotaExceeded(thrown.inner));
}
