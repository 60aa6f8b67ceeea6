/** Every failure a user can meet, as a value. components/notices/error-notice.tsx gives each kind one sentence and one action. */
export type AppError =
  /** The service refused the key (401). */
  | { readonly kind: 'key-refused'; readonly host: string }
  /** The service wants a key and the connection has none. */
  | { readonly kind: 'key-missing'; readonly host: string }
  /** The keys are under a passphrase that has not been typed in this session. */
  | { readonly kind: 'keys-locked' }
  | { readonly kind: 'wrong-passphrase' }
  /** The key was kept until the browser closed, and it has closed. */
  | { readonly kind: 'key-forgotten'; readonly host: string }
  /** The key is stored, but what is stored cannot be opened any more. */
  | { readonly kind: 'key-damaged'; readonly host: string }
  /** The key is valid but may not do this (403 with a body). */
  | { readonly kind: 'forbidden'; readonly host: string; readonly detail: string }
  /** A local server turned the request away because it comes from an extension (403 with an empty body). */
  | { readonly kind: 'origin-refused'; readonly host: string }
  /**
   * The browser may not reach the host, or nothing answers there: the two look alike from inside. `answers`: whether something
   * answered a request whose answer nobody may read; undefined where that was not tried. `elsewhere`: a base URL, much like the
   * one that was tried, where something does answer.
   */
  | {
      readonly kind: 'unreachable';
      readonly host: string;
      readonly permitted: boolean;
      readonly answers?: boolean;
      readonly elsewhere?: string;
    }
  | { readonly kind: 'offline' }
  /** 404 for the path: the base URL does not lead to an API. `suggestion` is a base URL that was tried and does. */
  | { readonly kind: 'wrong-address'; readonly url: string; readonly suggestion?: string }
  /** `nearest`: what the server has instead, the likeliest first; empty when it has no model at all, undefined when nobody asked. */
  | {
      readonly kind: 'model-missing';
      readonly model: string;
      readonly host: string;
      readonly nearest?: readonly string[];
    }
  /** It is there, but for something else than talking: embeddings, say. */
  | { readonly kind: 'not-a-chat-model'; readonly model: string; readonly host: string }
  /** The server's machine has too little memory for it. */
  | { readonly kind: 'model-too-large'; readonly model: string; readonly host: string }
  /** The server is there and reads its model into memory, which takes seconds to minutes. */
  | { readonly kind: 'model-loading'; readonly host: string }
  | { readonly kind: 'no-model-chosen' }
  /** The browser has no model of its own, or cannot run it on this computer. */
  | { readonly kind: 'built-in-unavailable' }
  /** The browser has a model that it has not downloaded; `downloading`: it is at it. */
  | { readonly kind: 'model-not-downloaded'; readonly downloading: boolean }
  /** The browser holds back what its model says in a language that it does not vouch for. */
  | { readonly kind: 'language-not-supported' }
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
  /** The list of sites that are never to be read cannot be read itself, so that nothing else is. */
  | { readonly kind: 'never-read-unknown' }
  /** A screenshot of the tab, or a picture of the user's own, cannot go with the question. */
  | { readonly kind: 'no-picture'; readonly reason: NoPicture }
  /** A file of the user's own cannot go with the question. */
  | { readonly kind: 'file-not-readable'; readonly reason: FileNotReadable; readonly name: string }
  /** The cited words are not on the page any more. */
  | { readonly kind: 'quote-gone' }
  /** On-device answers need a page. */
  | { readonly kind: 'no-page' }
  | { readonly kind: 'storage-full' }
  /** The thread is being answered already, from another window perhaps. */
  | { readonly kind: 'thread-busy' }
  /** The thread was deleted, in another window perhaps. `asked`: a question was meant for it, which is kept. */
  | { readonly kind: 'thread-gone'; readonly asked: boolean }
  /** Whoever answers can only quote the page, and the prompt of that name wants more. */
  | { readonly kind: 'prompt-needs-model'; readonly name: string }
  /** More than one message holds: `most` characters. */
  | { readonly kind: 'question-too-long'; readonly most: number }
  /** A file that was to bring prompts holds none that can be read. */
  | { readonly kind: 'no-prompts-in-file' }
  /** A stored connection that a run or assistant names is gone. */
  | { readonly kind: 'connection-missing' }
  /** A file that was to be imported. `newer`: it was written by a later version. */
  | { readonly kind: 'not-importable'; readonly reason: 'unknown' | 'damaged' | 'newer' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export type PageNotReadable =
  /** chrome:, about:, edge: and other pages of the browser itself */
  | 'browser-page'
  /** the extension stores, which no extension may read */
  | 'store'
  /** pictures of pages, without the text they show */
  | 'pdf-scan'
  /** a PDF file that wants a password */
  | 'pdf-locked'
  /** damaged, or no PDF file at all */
  | 'pdf-broken'
  /** Firefox lets no extension into its viewer; the file can be fetched once the user has granted its site */
  | 'pdf-not-granted'
  /** a picture in a tab of its own */
  | 'image'
  /** an editor that paints its document letter by letter instead of giving the browser text */
  | 'painted'
  /** file: pages while "Allow access to file URLs" is off */
  | 'file-access-off'
  /** the user has not granted this site yet */
  | 'not-granted'
  /** the user has said that this site is never to be read */
  | 'never-read'
  /** nothing with text was found */
  | 'empty'
  | 'closed'
  | 'failed';

export type FileNotReadable =
  /** no bytes in it */
  | 'empty'
  /** more bytes than lib/platform/files/read-file.ts takes */
  | 'too-large'
  /** packed into fewer bytes, but more in it than the browser can hold */
  | 'too-much'
  /** nothing that we can read: a program, a recording, an archive, … */
  | 'unknown-type'
  /** of a type we can read, but there are no words in it */
  | 'no-text'
  /** pictures of pages, without the text they show */
  | 'scan'
  /** wants a password */
  | 'locked'
  /** from a program of before 2007: Word, Excel or PowerPoint */
  | 'old-office'
  /** a book that only some programs may open */
  | 'protected'
  /** damaged, or not what its name says */
  | 'broken'
  /** something of ours gave up; the same file may be read another time */
  | 'broke-off'
  /** as many as one question takes are there already */
  | 'too-many'
  /** gone or not to be opened by the time it was read, as a folder is */
  | 'failed';

export type NoPicture =
  /** the user has not clicked or pressed a key on this tab: browsers want that, whatever else is granted */
  | 'not-granted'
  /** a page of the browser itself, or an extension store */
  | 'browser-page'
  /** whoever manages the browser has switched screenshots off */
  | 'forbidden'
  /** another tab or page came to the front meanwhile */
  | 'changed'
  /** more bytes than a picture has */
  | 'too-large'
  /** a picture of the page that is gone, out of sight, or in a frame that nobody may enter */
  | 'out-of-reach'
  /** no picture that this browser can read */
  | 'unreadable'
  | 'too-many'
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
