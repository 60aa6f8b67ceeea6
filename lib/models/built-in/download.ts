import { type AppError, AppFailure, toAppError } from '../../errors.ts';
import type { LanguageModelFactory, LanguageModelOptions } from './interface.ts';

/**
 * Has the browser download its model, or follows a download that goes on already. Call it in the user's click, before anything is
 * awaited: the browser starts no download without one. `onProgress` hears a share from 0 to 1. Resolves when the model is ready to
 * answer; rejects with an AppFailure. `signal` ends it: the browser may go on for somebody else who wants the model too.
 */
export async function downloadModel(
  model: LanguageModelFactory,
  options: LanguageModelOptions,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const session = await model.create({
      ...options,
      signal,
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) => {
          const share = shareOf(event);
          if (share !== null) onProgress(share);
        }),
    });
    session.destroy();
  } catch (thrown) {
    throw new AppFailure(reasonOf(thrown));
  }
}

/** `loaded` is a share of 1; earlier browsers gave bytes of `total`. */
function shareOf(event: Event): number | null {
  if (!('loaded' in event) || typeof event.loaded !== 'number') return null;
  const total = 'total' in event && typeof event.total === 'number' && event.total > 0 ? event.total : 1;
  return Math.min(1, Math.max(0, event.loaded / total));
}

function reasonOf(thrown: unknown): AppError {
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? thrown.name : '';
  if (name === 'NotSupportedError') return { kind: 'built-in-unavailable' };
  if (name === 'NetworkError') return { kind: 'offline' };
  if (name === 'NotAllowedError') return { kind: 'model-not-downloaded', downloading: false };
  return toAppError(thrown);
}
