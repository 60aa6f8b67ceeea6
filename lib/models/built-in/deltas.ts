/**
 * Turns the chunks of a stream into deltas. Chunks are deltas wherever the interface is of today; earlier browsers repeated the
 * whole text each time, which their second chunk gives away. `may_repeat`: whether the browser can be one of those.
 */
export function createDeltas(may_repeat: boolean): { next(chunk: string): string; text(): string } {
  let text = '';
  let chunks = 0;
  let repeats = may_repeat;

  return {
    next(chunk) {
      if (chunk === '') return '';
      chunks += 1;
      // The first chunk looks the same either way. One that does not begin with all before it was no repetition after all.
      if (chunks > 1 && repeats) repeats = chunk.startsWith(text) && (chunks > 2 || chunk.length > text.length);
      const delta = chunks > 1 && repeats ? chunk.slice(text.length) : chunk;
      text += delta;
      return delta;
    },
    text: () => text,
  };
}
