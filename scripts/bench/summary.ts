import type { Case } from './cases.ts';

type Spread = { readonly median: number; readonly min: number; readonly max: number };

export type Result = Case & {
  readonly milliseconds: Spread;
  /** To the base, round by round. */
  readonly ratio: Spread;
};

/** `times`: milliseconds of each case, one for each round. */
export function summarize(cases: readonly Case[], times: ReadonlyMap<string, readonly number[]>): Result[] {
  return cases.map((one) => {
    const own = times.get(one.id) ?? [];
    const base = times.get(one.base) ?? [];
    return { ...one, milliseconds: spread(own), ratio: spread(own.map((time, round) => time / (base[round] ?? 0))) };
  });
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

const OPERATIONS = {
  create: 'create a message',
  prompt: "a run's prompt",
  'prompt-with-tool': 'the same with a tool',
  list: 'list the newest 20',
} as const;

const HEADER = ['operation', 'messages', 'window', 'median ms', 'min - max', 'ratio', 'min - max', 'goal'];

export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    OPERATIONS[result.operation],
    result.length.toLocaleString('en'),
    result.context_tokens?.toLocaleString('en') ?? '',
    result.milliseconds.median.toFixed(2),
    range(result.milliseconds),
    ...(result.id === result.base ? ['1', ''] : [result.ratio.median.toFixed(2), range(result.ratio)]),
    goalOf(result),
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => pad(cell, column, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const range = ({ min, max }: Spread) => `${min.toFixed(2)} - ${max.toFixed(2)}`;

const pad = (cell: string, column: number, width: number) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

function goalOf({ goal, ratio }: Result): string {
  if (goal === undefined) return '';
  return ratio.median <= goal ? `at most ${goal}` : `MISSED: at most ${goal}`;
}
