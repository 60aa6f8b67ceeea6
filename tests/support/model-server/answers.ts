import { chunk, finishChunk, textChunk, usageChunk } from './chunks.ts';
import { done, event, eventStream, hold, type Script, type Step, wait } from './script.ts';

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

type Held = {
  readonly script: Script;
  /** Lets the rest come. */
  readonly release: () => void;
};

/** An answer that waits behind its first words for as long as the test needs to look at them. */
export function heldAnswer(first: string, rest: string): Held {
  const held = Promise.withResolvers<void>();
  const [, , ...more] = answer(rest);
  return { script: [...beginning([first]), hold(held.promise), ...more], release: held.resolve };
}
