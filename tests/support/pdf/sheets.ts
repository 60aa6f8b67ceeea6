import type { Run } from './write-pdf.ts';

type Place = Partial<Omit<Run, 'text'>> & {
  readonly x: number;
  readonly y: number;
  /** From one baseline to the next; 12 unless told. */
  readonly leading?: number;
};

/** Lines below one another. */
export function lines(texts: readonly string[], { leading = 12, y, ...place }: Place): Run[] {
  return texts.map((text, index) => ({ ...place, text, y: y + index * leading }));
}

/** A text as lines of so many characters at most, as a column that is set flush left. */
export function wrapped(text: string, characters: number): string[] {
  const all: string[] = [];
  for (const word of text.split(' ')) {
    const last = all.at(-1);
    if (last !== undefined && last.length + word.length < characters) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}
