import type { Outcome } from './measure.ts';

export type Recall = {
  readonly name: string;
  readonly questions: number;
  readonly found: number;
  readonly lost: number;
};

/** Recall of all questions and of each group, at each share; the types are those of the questions' pages. */
export function recalls(outcomes: readonly Outcome[], typesOf: (outcome: Outcome) => string): Map<number, Recall[]> {
  const groups: readonly ((outcome: Outcome) => string)[] = [
    () => 'all',
    ({ part }) => `part: ${part}`,
    ({ wording }) => `words shared: ${wording === 'far' ? 'few' : 'some'}`,
    ({ place }) => `place: ${place}`,
    ({ kind }) => `asks for: ${kind}`,
    (outcome) => `page: ${typesOf(outcome)}`,
  ];
  return new Map(
    [...Map.groupBy(outcomes, ({ share }) => share)].map(([share, own]) => [
      share,
      groups.flatMap((group) => [...Map.groupBy(own, group)].map(([name, some]) => recallOf(name, some)).sort(byName)),
    ]),
  );
}

function recallOf(name: string, outcomes: readonly Outcome[]): Recall {
  return {
    name,
    questions: outcomes.length,
    found: outcomes.filter(({ isFound }) => isFound).length,
    lost: outcomes.filter(({ isLost }) => isLost).length,
  };
}

function byName(left: Recall, right: Recall): number {
  return left.name < right.name ? -1 : 1;
}

/** One line per group: recall at each share, and what capture lost. */
export function table(recall: ReadonlyMap<number, readonly Recall[]>): string {
  const shares = [...recall.keys()];
  const [first = []] = recall.values();
  const head = `| questions | count | ${shares.map((share) => `recall at ${percent(share)}`).join(' | ')} | lost by capture |`;
  const lines = first.map(({ name, questions, lost }) => {
    const found = shares.map((share) => recall.get(share)?.find((one) => one.name === name)?.found ?? 0);
    return `| ${name} | ${questions} | ${found.map((count) => percent(count / questions)).join(' | ')} | ${lost} |`;
  });
  return [head, `|${' --- |'.repeat(shares.length + 3)}`, ...lines].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
