/**
 * Gradient boosting of small trees for a chance between 0 and 1 (logistic loss). Values are put into bins first, so that
 * finding a split is adding up a histogram.
 */
export type Tree = {
  /** -1 for a leaf. */
  readonly feature: number[];
  /** Values up to this go left. */
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  /** Log odds that a leaf adds. */
  readonly value: number[];
};

export type Rows = {
  /** Row after row. */
  readonly values: Float32Array;
  readonly width: number;
  /** 0 to 1. */
  readonly labels: Float32Array;
  readonly weights: Float32Array;
};

export type Settings = {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  /** Least weight of a leaf, as a share of all. */
  readonly least: number;
  /** Pulls leaves to 0. */
  readonly calm: number;
  /** Share of features and rows that each tree sees. */
  readonly features: number;
  readonly rows: number;
  readonly seed: number;
};

const BINS = 16;

export function boost(rows: Rows, settings: Settings): { readonly trees: Tree[]; readonly start: number } {
  const { labels, weights } = rows;
  const count = labels.length;
  const edges = edgesOf(rows);
  const bins = binsOf(rows, edges);
  const random = randomOf(settings.seed);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const positive = labels.reduce((sum, label, row) => sum + label * (weights[row] ?? 0), 0);
  const start = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(start);
  const gradients = new Float64Array(count);
  const curves = new Float64Array(count);
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round += 1) {
    for (let row = 0; row < count; row += 1) {
      const chance = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
      gradients[row] = (weights[row] ?? 0) * ((labels[row] ?? 0) - chance);
      curves[row] = (weights[row] ?? 0) * Math.max(1e-6, chance * (1 - chance));
    }
    const features = sample(rows.width, settings.features, random);
    const growth = { bins, count, edges, gradients, curves, features, settings, least: settings.least * total };
    const tree = grow(growth, sample(count, settings.rows, random));
    trees.push(tree);
    for (let row = 0; row < count; row += 1) {
      scores[row] = (scores[row] ?? 0) + scoreRow(tree, rows.values, row * rows.width);
    }
  }
  return { trees, start };
}

export function scoreRow(
  { feature, threshold, left, right, value }: Tree,
  values: Float32Array,
  offset: number,
): number {
  let node = 0;
  for (let at = feature[0] ?? -1; at >= 0; at = feature[node] ?? -1) {
    node = ((values[offset + at] ?? 0) <= (threshold[node] ?? 0) ? left[node] : right[node]) ?? 0;
  }
  return value[node] ?? 0;
}

type Growth = {
  /** Feature after feature. */
  readonly bins: Uint8Array;
  readonly count: number;
  readonly edges: readonly Float32Array[];
  readonly gradients: Float64Array;
  readonly curves: Float64Array;
  readonly features: Int32Array;
  readonly settings: Settings;
  readonly least: number;
};

type Split = { readonly gain: number; readonly feature: number; readonly bin: number };

/** Sums of gradients and curves by feature and bin. */
type Histogram = { readonly gradients: Float64Array; readonly curves: Float64Array };
type Open = {
  readonly node: number;
  readonly rows: Int32Array;
  readonly histogram: Histogram;
  readonly split: Split | null;
};

/** Splits the leaf that gains most until there are enough. */
function grow(growth: Growth, rows: Int32Array): Tree {
  const tree: Tree = { feature: [-1], threshold: [0], left: [0], right: [0], value: [0] };
  const opened = (node: number, own: Int32Array, histogram: Histogram): Open => {
    return { node, rows: own, histogram, split: bestSplit(growth, histogram) };
  };
  const open: Open[] = [opened(0, rows, histogramOf(growth, rows))];
  while (open.length < growth.settings.leaves) {
    const best = open.reduce((one, other) => ((other.split?.gain ?? 0) > (one.split?.gain ?? 0) ? other : one));
    if (!best.split) break;
    open.splice(open.indexOf(best), 1);
    const { feature, bin } = best.split;
    const base = feature * growth.count;
    const left = best.rows.filter((row) => (growth.bins[base + row] ?? 0) <= bin);
    const right = best.rows.filter((row) => (growth.bins[base + row] ?? 0) > bin);
    tree.feature[best.node] = feature;
    tree.threshold[best.node] = growth.edges[feature]?.[bin] ?? 0;
    const isLeftSmaller = left.length < right.length;
    const small = histogramOf(growth, isLeftSmaller ? left : right);
    const large = difference(best.histogram, small);
    tree.left[best.node] = addLeaf(tree);
    tree.right[best.node] = addLeaf(tree);
    open.push(opened(tree.left[best.node] ?? 0, left, isLeftSmaller ? small : large));
    open.push(opened(tree.right[best.node] ?? 0, right, isLeftSmaller ? large : small));
  }
  for (const { node, rows: own } of open) {
    let gradient = 0;
    let curve = 0;
    for (const row of own) {
      gradient += growth.gradients[row] ?? 0;
      curve += growth.curves[row] ?? 0;
    }
    tree.value[node] = (growth.settings.rate * gradient) / (curve + growth.settings.calm);
  }
  return tree;
}

function addLeaf(tree: Tree): number {
  tree.threshold.push(0);
  tree.left.push(0);
  tree.right.push(0);
  tree.value.push(0);
  return tree.feature.push(-1) - 1;
}

function histogramOf({ bins, count, features, gradients, curves }: Growth, rows: Int32Array): Histogram {
  const sums = {
    gradients: new Float64Array(features.length * BINS),
    curves: new Float64Array(features.length * BINS),
  };
  for (let index = 0; index < features.length; index += 1) {
    const base = (features[index] ?? 0) * count;
    const start = index * BINS;
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place] ?? 0;
      const bin = start + (bins[base + row] ?? 0);
      sums.gradients[bin] = (sums.gradients[bin] ?? 0) + (gradients[row] ?? 0);
      sums.curves[bin] = (sums.curves[bin] ?? 0) + (curves[row] ?? 0);
    }
  }
  return sums;
}

function difference(all: Histogram, part: Histogram): Histogram {
  return {
    gradients: all.gradients.map((sum, index) => sum - (part.gradients[index] ?? 0)),
    curves: all.curves.map((sum, index) => sum - (part.curves[index] ?? 0)),
  };
}

function bestSplit({ features, settings, least }: Growth, { gradients, curves }: Histogram): Split | null {
  let best: Split | null = null;
  const worth = (sum: number, curvature: number) => (sum * sum) / (curvature + settings.calm);
  for (const [index, feature] of features.entries()) {
    const start = index * BINS;
    let gradient = 0;
    let curve = 0;
    for (let bin = start; bin < start + BINS; bin += 1) {
      gradient += gradients[bin] ?? 0;
      curve += curves[bin] ?? 0;
    }
    let leftGradient = 0;
    let leftCurve = 0;
    for (let bin = 0; bin < BINS - 1; bin += 1) {
      leftGradient += gradients[start + bin] ?? 0;
      leftCurve += curves[start + bin] ?? 0;
      if (leftCurve < least) continue;
      if (curve - leftCurve < least) break;
      const gain =
        worth(leftGradient, leftCurve) + worth(gradient - leftGradient, curve - leftCurve) - worth(gradient, curve);
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin };
    }
  }
  return best;
}

/** The values between bins, so that bins hold about as many rows each. */
function edgesOf({ values, width }: Rows): Float32Array[] {
  const count = values.length / width;
  const step = Math.max(1, Math.floor(count / 20_000));
  return Array.from({ length: width }, (_, feature) => {
    const some: number[] = [];
    for (let row = 0; row < count; row += step) some.push(values[row * width + feature] ?? 0);
    some.sort((one, other) => one - other);
    const edges = new Set<number>();
    for (let bin = 1; bin < BINS; bin += 1) edges.add(some[Math.floor((bin * some.length) / BINS)] ?? 0);
    const unique = [...edges].filter((edge) => edge < (some.at(-1) ?? 0));
    return Float32Array.from(unique, (edge) => Math.fround(Number(edge.toPrecision(3))));
  });
}

function binsOf({ values, width }: Rows, edges: readonly Float32Array[]): Uint8Array {
  const count = values.length / width;
  const bins = new Uint8Array(values.length);
  for (const [feature, own] of edges.entries()) {
    for (let row = 0; row < count; row += 1) {
      const value = values[row * width + feature] ?? 0;
      let bin = 0;
      while (bin < own.length && value > (own[bin] ?? 0)) bin += 1;
      bins[feature * count + row] = bin;
    }
  }
  return bins;
}

function sample(count: number, share: number, random: () => number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, index) => index);
  const some = all.filter(() => random() < share);
  return some.length > 0 ? some : all;
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
