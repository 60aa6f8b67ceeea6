import { chunk, finishChunk, textChunk, usageChunk } from './chunks.ts';
import { done, event, eventStream, type Script, type Step, wait } from './script.ts';

export type AnswerOptions = {
  /** Milliseconds between two pieces; 0 sends them at once. */
  readonly every?: number;
  /** What ends it; default `stop`. */
  readonly reason?: string;
};

/** A streamed answer of these pieces, or of this text word by word, with role, finish, usage and `[DONE]`. */
export function answer(text: string | readonly string[], { every = 0, reason = 'stop' }: AnswerOptions = {}): Script {
  const pieces = typeof text === 'string' ? (text.match(/\s*\S+\s*$|\s*\S+/g) ?? []) : text;
  const pause: Step[] = every === 0 ? [] : [wait(every)];
  return [
    eventStream,
    event(chunk({ role: 'assistant', content: '' })),
    ...pieces.flatMap((piece) => [...pause, event(textChunk(piece))]),
    event(finishChunk(reason)),
    event(usageChunk()),
    done,
  ];
}

/** The pieces alone, without finish, usage and `[DONE]`: what comes before something goes wrong. */
export function beginning(pieces: readonly string[], options: AnswerOptions = {}): Script {
  return answer(pieces, options).slice(0, -3);
}
