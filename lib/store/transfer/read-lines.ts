/** In characters. Longer lines are none of ours: a row holds a file of some 200 MB at most. */
const LONGEST = 400_000_000;

/**
 * A text file's lines, without their ends. Reads as it goes: a file may be larger than memory. Throws a TypeError where it is no
 * UTF-8, and a RangeError at a line that is too long.
 */
export async function* readLines(file: Blob, longest = LONGEST): AsyncGenerator<string, void, undefined> {
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader();
  let rest: string[] = [];
  let length = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const [first = '', ...others] = (value ?? '').split('\n');
      rest.push(first);
      length += first.length;
      if (length > longest) throw new RangeError('A line is too long.');
      for (const line of others) {
        yield rest.join('');
        rest = [line];
        length = line.length;
      }
    }
    if (length > 0) yield rest.join('');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
