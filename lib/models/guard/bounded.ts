import type { StreamPart } from '../../assistants/ports.ts';
import { MAX_ANSWER_CALLS, MAX_ANSWER_CHARACTERS } from './limits.ts';

/** The parts as they come, until they are more than an answer can be: then the request is ended, and `too-large` is its end. */
export async function* bounded(parts: AsyncIterable<StreamPart>): AsyncGenerator<StreamPart> {
  const calls = new Set<number>();
  let characters = 0;
  let isTooLarge = false;
  for await (const part of parts) {
    if (part.type === 'text-delta') characters += part.delta.length;
    if (part.type === 'tool-call-delta') {
      characters += part.arguments_delta.length;
      calls.add(part.index);
    }
    isTooLarge = characters > MAX_ANSWER_CHARACTERS || calls.size > MAX_ANSWER_CALLS;
    if (isTooLarge) break;
    yield part;
  }
  if (isTooLarge) yield { type: 'error', error: { kind: 'too-large' } };
}
