import { likelyContent } from '../../lib/page/content/choose.ts';
import { MEASURES } from '../../lib/page/content/features.ts';
import { mean, scoreOf } from '../bench/pages/score.ts';
import { boost, type Rows, type Settings, scoreRow, type Tree } from './boost.ts';
import type { Example } from './examples.ts';

export const FOLDS = 5;

/** Small trees, few questions each: larger ones learn pages by heart, which the folds show. */
const SETTINGS: Settings = {
  trees: 80,
  leaves: 8,
  rate: 0.13,
  least: 0.002,
  calm: 0.01,
  features: 0.3,
  rows: 0.6,
  seed: 1,
};

/** A block of more words weighs more, but not in proportion: the short ones between long ones are the hard ones. */
const WEIGHT = 0.7;

/** How many measures the model may ask for; with fewer it is worse, with more it is only slower. */
const MEASURES_KEPT = 60;

const WIDTH = Object.keys(MEASURES).length;

export type Trained = { readonly trees: readonly Tree[]; readonly start: number };

/** Learns twice: first to see which measures tell most, then from these alone. A page without content teaches nothing. */
export function train(examples: readonly Example[], settings = SETTINGS): Trained {
  const rows = rowsOf(examples.filter(({ truth }) => truth.trim() !== ''));
  const asked = new Uint32Array(WIDTH);
  for (const { feature } of boost(rows, settings).trees) {
    for (const one of feature) if (one >= 0) asked[one] = (asked[one] ?? 0) + 1;
  }
  const least = asked.toSorted().at(-MEASURES_KEPT) ?? 0;
  const values = rows.values.map((value, place) => ((asked[place % WIDTH] ?? 0) >= Math.max(1, least) ? value : 0));
  return boost({ ...rows, values }, settings);
}

/** Each page counts the same, whatever its length. */
function rowsOf(examples: readonly Example[]): Rows {
  const count = examples.reduce((sum, { texts }) => sum + texts.length, 0);
  const rows: Rows = {
    values: new Float32Array(count * WIDTH),
    width: WIDTH,
    labels: new Float32Array(count),
    weights: new Float32Array(count),
  };
  let row = 0;
  for (const { values, labels, words } of examples) {
    rows.values.set(values, row * WIDTH);
    rows.labels.set(labels, row);
    const weights = words.map((own) => own ** WEIGHT);
    const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    rows.weights.set(
      weights.map((weight) => weight / total),
      row,
    );
    row += labels.length;
  }
  return rows;
}

/** Mean F1 of each type and over the types, when each page is judged by a model that has seen no page of its site. */
export function crossValidate(examples: readonly Example[], settings = SETTINGS): Record<string, number> {
  const scores = new Map<string, number[]>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const trained = train(
      examples.filter((one) => one.fold !== fold),
      settings,
    );
    for (const one of examples.filter((example) => example.fold === fold)) {
      scores.set(one.type, [...(scores.get(one.type) ?? []), f1Of(one, trained)]);
    }
  }
  return meansOf(scores);
}

export function scoreAll(examples: readonly Example[], trained: Trained): Record<string, number> {
  const byType = Map.groupBy(examples, (one) => one.type);
  return meansOf(new Map([...byType].map(([type, own]) => [type, own.map((one) => f1Of(one, trained))])));
}

function f1Of({ values, texts, truth }: Example, { trees, start }: Trained): number {
  const chances = texts.map((_, index) => {
    const odds = trees.reduce((sum, tree) => sum + scoreRow(tree, values, index * WIDTH), start);
    return 1 / (1 + Math.exp(-odds));
  });
  const sizes = texts.map((text) => text.length);
  const likely = likelyContent(chances, sizes);
  // Where nothing is likely, the whole page is taken.
  return scoreOf(texts.filter((_, index) => likely.size === 0 || likely.has(index)).join('\n'), truth).f1;
}

function meansOf(scores: ReadonlyMap<string, readonly number[]>): Record<string, number> {
  const means = [...scores].sort().map(([type, own]) => [type, mean(own)] as const);
  return Object.fromEntries([...means, ['mean', mean(means.map(([, value]) => value))]]);
}
