import type { StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';

/** How far an answer had come when it failed. */
export type Stage = 'making' | 'asking' | 'answering';

/** The end of an answer that failed, from the DOMException the browser gave. */
export function endOf(thrown: unknown, stage: Stage): StreamPart {
  // The browser held back what the model said: unsafe, or of low quality.
  if (nameOf(thrown) === 'NotReadableError') return { type: 'finish', reason: 'content-filter' };
  return { type: 'error', error: errorOf(thrown, stage) };
}

function errorOf(thrown: unknown, stage: Stage): AppError {
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  switch (nameOf(thrown)) {
    case 'QuotaExceededError':
      return { kind: 'too-long', detail };
    case 'NotSupportedError':
      if (/language/i.test(detail)) return { kind: 'language-not-supported' };
      return stage === 'making' ? { kind: 'built-in-unavailable' } : { kind: 'request-refused', detail };
    // Wanted a click: the model has gone since it was looked for, and would have to be downloaded again. Or a policy forbids it.
    case 'NotAllowedError':
      return { kind: 'built-in-unavailable' };
    case 'SyntaxError':
    case 'TypeError':
      return { kind: 'request-refused', detail };
    default:
      // The process that runs the model was ended, for lack of memory mostly.
      return stage === 'answering' ? { kind: 'cut-off' } : { kind: 'unexpected', detail };
  }
}

function nameOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : '';
}
