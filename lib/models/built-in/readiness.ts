import type { AppError } from '../../errors.ts';
import type { LanguageModelFactory, LanguageModelOptions } from './interface.ts';

/** Best first. `unavailable` also means that this browser has none. */
const ORDER = ['ready', 'downloading', 'downloadable', 'unavailable'] as const;

export type Readiness = (typeof ORDER)[number];

/** Says whether the model can answer, and with which options it is to be made. Downloads nothing. */
export async function readinessOf(
  model: LanguageModelFactory | undefined,
  language: string,
): Promise<{ readonly readiness: Readiness; readonly options: LanguageModelOptions }> {
  let best: { readonly readiness: Readiness; readonly options: LanguageModelOptions } = {
    readiness: 'unavailable',
    options: {},
  };
  if (model === undefined) return best;
  for (const options of candidates(language)) {
    const readiness = await ask(() => model.availability(options));
    if (ORDER.indexOf(readiness) < ORDER.indexOf(best.readiness)) best = { readiness, options };
    if (readiness === 'ready') break;
  }
  return best;
}

/**
 * The user's language beside English; English alone where the browser does not vouch for the other; else no language named. A
 * model reads more languages than its browser vouches for.
 */
function candidates(language: string): LanguageModelOptions[] {
  const named = (...languages: readonly string[]): LanguageModelOptions => ({
    expectedInputs: [{ type: 'text', languages }],
    expectedOutputs: [{ type: 'text', languages }],
  });
  return [...(language === 'en' ? [] : [named(language, 'en')]), named('en'), {}];
}

/** A browser that does not know the options or the language says so by throwing. */
export async function ask(availability: () => Promise<string>): Promise<Readiness> {
  try {
    return read(await availability());
  } catch {
    return 'unavailable';
  }
}

function read(availability: string): Readiness {
  switch (availability) {
    case 'available':
    case 'readily':
      return 'ready';
    case 'downloading':
      return 'downloading';
    case 'downloadable':
    case 'after-download':
      return 'downloadable';
    default:
      return 'unavailable';
  }
}

/** Why there is no answer while the model is not ready. */
export function notReady(readiness: Exclude<Readiness, 'ready'>): AppError {
  if (readiness === 'unavailable') return { kind: 'built-in-unavailable' };
  return { kind: 'model-not-downloaded', downloading: readiness === 'downloading' };
}
