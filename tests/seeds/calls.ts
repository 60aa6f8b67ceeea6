import { chunk, finishChunk, usageChunk } from '../support/model-server/chunks.ts';
import { beginning, done, event, type Script } from '../support/model-server/index.ts';

type Call = { readonly name: string; readonly arguments: unknown };

/** A streamed answer that calls functions, with each call's arguments in two pieces. */
export function calls(...given: readonly Call[]): Script {
  return wordsAndCalls([], given);
}

/** The same behind some words. */
export function wordsAndCalls(words: readonly string[], given: readonly Call[]): Script {
  const deltas = given.flatMap(({ name, arguments: value }, index) => {
    const written = JSON.stringify(value);
    const middle = Math.floor(written.length / 2);
    const opening = { index, id: `call_${name}_${index}`, type: 'function', function: { name, arguments: '' } };
    const pieces = [written.slice(0, middle), written.slice(middle)];
    return [opening, ...pieces.map((piece) => ({ index, function: { arguments: piece } }))];
  });
  return [
    ...beginning(words),
    ...deltas.map((delta) => event(chunk({ tool_calls: [delta] }))),
    event(finishChunk('tool_calls')),
    event(usageChunk()),
    done,
  ];
}
