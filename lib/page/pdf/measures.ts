import type { Line } from './line.ts';

/** What is usual in a file, so that what differs can be told. */
export type Measures = {
  readonly bodySize: number;
  readonly bodyFont: string;
  /** From one baseline to the next, of lines of a size. */
  leading(size: number): number;
  /** Share of the file's letters in a font, from 0 to 1. */
  share(font: string): number;
};

/** Without better knowledge, in shares of the size. */
const USUAL_LEADING = 1.2;

export function measure(lines: readonly Line[]): Measures {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const steps = new Map<number, number[]>();
  let before: Line | undefined;
  let letters = 0;
  for (const line of lines) {
    const size = rounded(line.size);
    letters += line.text.length;
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
    fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length);
    const step = before?.column === line.column && rounded(before.size) === size ? line.y - before.y : 0;
    if (step > 0.8 * size && step < 2.2 * size) steps.set(size, [...(steps.get(size) ?? []), step].slice(-SAMPLES));
    before = line;
  }
  const leadings = new Map([...steps].map(([size, all]) => [size, median(all)]));
  return {
    bodySize: mostOf(sizes) ?? 0,
    bodyFont: mostOf(fonts) ?? '',
    leading: (size) => leadings.get(rounded(size)) ?? USUAL_LEADING * size,
    share: (font) => (fonts.get(font) ?? 0) / Math.max(1, letters),
  };
}

/** More would not change a median. */
const SAMPLES = 500;

/** To half a point: a size differs by rounding from one run to the next. */
export function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

function mostOf<K>(counts: ReadonlyMap<K, number>): K | undefined {
  let most: K | undefined;
  for (const [key, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = key;
  return most;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
