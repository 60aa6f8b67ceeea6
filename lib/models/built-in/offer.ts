import { type AppError, toAppError } from '../../errors.ts';
import { downloadModel } from './download.ts';
import type { BuiltInModels, LanguageModelOptions } from './interface.ts';
import { readinessOf } from './readiness.ts';

/** The browser's own model as the options page offers it. */
export type BuiltInState =
  | { readonly status: 'ready' | 'downloadable' | 'unavailable' }
  /** `share`: from 0 to 1; null while the browser tells nothing. */
  | { readonly status: 'downloading'; readonly share: number | null }
  | { readonly status: 'failed'; readonly error: AppError };

/** Watches over the model and its download. `onChange` hears every new state; nothing where the browser has no model at all. */
export function createBuiltInOffer(
  { languageModel, language }: BuiltInModels,
  onChange: (state: BuiltInState) => void,
) {
  let options: LanguageModelOptions = {};
  let downloading: AbortController | null = null;

  async function look(): Promise<void> {
    const model = languageModel();
    if (model === undefined) return;
    const found = await readinessOf(model, language);
    options = found.options;
    if (found.readiness !== 'downloading') return onChange({ status: found.readiness });
    // Somebody's click has started it, here or elsewhere: to make a session is to hear how far it is.
    download();
  }

  /** Must be called in the user's click: the browser starts no download without one. */
  function download(): void {
    const model = languageModel();
    if (model === undefined || downloading !== null) return;
    const mine = new AbortController();
    downloading = mine;
    const hear = (state: BuiltInState) => {
      if (downloading === mine) onChange(state);
    };
    hear({ status: 'downloading', share: null });
    downloadModel(model, options, (share) => hear({ status: 'downloading', share }), mine.signal)
      .then(
        (): BuiltInState => ({ status: 'ready' }),
        (thrown): BuiltInState => ({ status: 'failed', error: toAppError(thrown) }),
      )
      .then((state) => {
        // Somebody has cancelled it.
        if (downloading !== mine) return;
        downloading = null;
        onChange(state);
      });
  }

  function cancel(): void {
    if (downloading === null) return;
    downloading.abort();
    downloading = null;
    onChange({ status: 'downloadable' });
  }

  return { look, download, cancel };
}
