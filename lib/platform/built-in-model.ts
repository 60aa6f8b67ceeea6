import type { BuiltInModels, LanguageModelFactory, SummarizerFactory } from '../models/built-in/interface.ts';

/**
 * The browser's own model, in whatever scope this runs: Chromium shows it to an extension's documents and to its background worker
 * alike (to web pages' workers it does not). There are no such globals elsewhere.
 */
export const builtInModels: BuiltInModels = {
  languageModel: () => {
    const model: unknown = Reflect.get(globalThis, 'LanguageModel');
    return isFactory<LanguageModelFactory>(model) ? model : undefined;
  },
  summarizer: () => {
    const summarizer: unknown = Reflect.get(globalThis, 'Summarizer');
    return isFactory<SummarizerFactory>(summarizer) ? summarizer : undefined;
  },
  language: new Intl.Locale(navigator.language || 'en').language,
};

function isFactory<T>(value: unknown): value is T {
  return typeof value === 'function' && 'availability' in value && 'create' in value;
}
