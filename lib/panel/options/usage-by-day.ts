import type { Usage } from '../../assistants/objects.ts';

/** What one run of a model has used. `created_at`: unix seconds. */
export type RunUsage = { readonly created_at: number; readonly model: string; readonly used: Usage };

/** `usd`: of the answers whose price is known; null when none is. */
export type ModelUsage = {
  readonly model: string;
  readonly answers: number;
  readonly tokens: number;
  readonly usd: number | null;
};

export type UsageReport = {
  /** Oldest first, today last, without gaps. `at`: the day's first moment here, unix milliseconds. `models` as in `totals`. */
  readonly days: readonly { readonly at: number; readonly models: readonly ModelUsage[] }[];
  /** Of all these days, the model with the most tokens first. */
  readonly totals: readonly ModelUsage[];
  /** The price of some answers is not known: sums in dollars leave them out. */
  readonly unpriced: boolean;
};

/** The days that a report tells of, today among them. */
export const DAYS = 30;

/** When the first day of a report begins, unix milliseconds: midnight where the user is. */
export function firstDay(now: number): number {
  return midnight(now, DAYS - 1);
}

/** Sums what models have used by the user's own days. `usdOf` null: nobody knows what the run has cost. */
export function usageByDay<R extends RunUsage>(
  runs: readonly R[],
  usdOf: (run: R) => number | null,
  now: number,
): UsageReport {
  const priced = runs.map((run) => ({ run, usd: usdOf(run) }));
  const totals = sums(priced).toSorted((one, other) => other.tokens - one.tokens || (one.model < other.model ? -1 : 1));
  const rank = new Map(totals.map(({ model }, index) => [model, index]));
  const days = Array.from({ length: DAYS }, (_, index) => {
    const [at, next] = [midnight(now, DAYS - 1 - index), midnight(now, DAYS - 2 - index)];
    const ofDay = priced.filter(({ run }) => run.created_at * 1000 >= at && run.created_at * 1000 < next);
    return {
      at,
      models: sums(ofDay).toSorted((one, other) => (rank.get(one.model) ?? 0) - (rank.get(other.model) ?? 0)),
    };
  });
  return { days, totals, unpriced: priced.some(({ usd }) => usd === null) };
}

function sums(priced: readonly { readonly run: RunUsage; readonly usd: number | null }[]): ModelUsage[] {
  const byModel = new Map<string, ModelUsage>();
  for (const { run, usd } of priced) {
    const { model } = run;
    const before = byModel.get(model) ?? { model, answers: 0, tokens: 0, usd: null };
    byModel.set(model, {
      model,
      answers: before.answers + 1,
      tokens: before.tokens + run.used.total_tokens,
      usd: usd === null ? before.usd : (before.usd ?? 0) + usd,
    });
  }
  return [...byModel.values()];
}

/** By the calendar: days on which clocks are changed are as long as they are. */
function midnight(now: number, daysAgo: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
}
