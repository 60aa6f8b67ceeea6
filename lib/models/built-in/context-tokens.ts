import { type BuiltInModels, NO_MODELS } from './interface.ts';
import { readinessOf } from './readiness.ts';
import { USUAL_WINDOW, windowOf } from './tokens.ts';

/** The window of the browser's model, which only a session tells: asked once, as soon as there is a model to ask. Never throws. */
export function createContextTokens({ languageModel, language }: BuiltInModels = NO_MODELS): () => Promise<number> {
  let known: Promise<number> | null = null;

  async function askSession(): Promise<number | null> {
    const model = languageModel();
    const { readiness, options } = await readinessOf(model, language);
    if (model === undefined || readiness !== 'ready') return null;
    const session = await model.create(options);
    const window = windowOf(session);
    session.destroy();
    return window;
  }

  return () => {
    known ??= askSession()
      .catch(() => null)
      .then((window) => {
        if (window === null) known = null;
        return window ?? USUAL_WINDOW;
      });
    return known;
  };
}
