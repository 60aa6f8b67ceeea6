import type { Backend, ModelRequest, StreamPart } from '../../assistants/ports.ts';
import { leftOut } from '../images.ts';
import { reply, type Words } from './reply.ts';

const NONE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** Answers without a model, a key or the network: every sentence is a quotation from the page. Uses no tokens. */
export function createOnDeviceBackend(words: Words): Backend {
  return { reads_messages: false, stream: (request, signal) => stream(request, words, signal) };
}

async function* stream(request: ModelRequest, words: Words, signal: AbortSignal): AsyncGenerator<StreamPart> {
  if (signal.aborted) return;
  const pieces = reply(request, words);
  if (pieces.length === 0) {
    yield { type: 'error', error: { kind: 'no-page' } };
    return;
  }
  yield* leftOut(request);
  for (const delta of pieces) {
    if (signal.aborted) return;
    yield { type: 'text-delta', delta };
  }
  if (signal.aborted) return;
  yield { type: 'usage', usage: NONE };
  yield { type: 'finish', reason: 'stop' };
}
