import { finish, mapped, type Steps } from '../steps.ts';
import { MODEL } from './content-model.ts';
import { MEASURES, type Measure } from './features.ts';
import type { Scene } from './scene.ts';

/** Small trees of questions about a block; what they say adds up to the log odds of its being content. */
export type Model = {
  /** Names of measures, parted by spaces. */
  readonly measures: string;
  /** Log odds before any question. */
  readonly start: number;
  /**
   * A tree in each line, a question before what follows from its answers: `3<0.5` asks whether the measure of that number is at
   * most 0.5; what holds then comes next, and after it what holds otherwise. A number alone is a leaf.
   */
  readonly trees: string;
};

/** All trees in one row; the answer yes leads to the next place. */
type Forest = {
  /** Which measure is asked for, -1 at a leaf. */
  readonly measures: Int16Array;
  /** The bound of a question, the log odds of a leaf. */
  readonly numbers: Float64Array;
  /** Where the answer no leads. */
  readonly above: Uint32Array;
  readonly roots: readonly number[];
};

/** The chance of each block to be content, 0 to 1, in the order of the blocks. */
export function chancesOf(scene: Scene, model: Model = MODEL): readonly number[] {
  return finish(chancesInSteps(scene, model));
}

export function* chancesInSteps(scene: Scene, model: Model = MODEL): Steps<readonly number[]> {
  const measures = model.measures.split(' ').map(measureOf);
  const forest = readForest(model.trees);
  yield;
  // What does not ask for the index says the same of every block.
  const values = Float64Array.from(measures, (measure) => (measure.length < 2 ? measure(scene, 0) : 0));
  const varying = [...measures.entries()].filter(([, measure]) => measure.length > 1);
  return yield* mapped(scene.leaves, (_, index) => {
    for (const [place, measure] of varying) values[place] = measure(scene, index);
    return 1 / (1 + Math.exp(-model.start - oddsOf(forest, values)));
  });
}

function measureOf(name: string): Measure {
  const measure = MEASURES[name];
  if (!measure) throw new Error(`The model asks for ${name}, which nobody measures.`);
  return measure;
}

function oddsOf({ measures, numbers, above, roots }: Forest, values: Float64Array): number {
  let odds = 0;
  for (const root of roots) {
    let place = root;
    for (let measure = measures[place] ?? -1; measure >= 0; measure = measures[place] ?? -1) {
      place = (values[measure] ?? 0) <= (numbers[place] ?? 0) ? place + 1 : (above[place] ?? 0);
    }
    odds += numbers[place] ?? 0;
  }
  return odds;
}

function readForest(trees: string): Forest {
  const lines = trees
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '));
  const tokens = lines.flat();
  const measures = new Int16Array(tokens.length).fill(-1);
  const numbers = new Float64Array(tokens.length);
  const above = new Uint32Array(tokens.length);
  /** Reads what starts here and gives the place after it. */
  const read = (place: number): number => {
    const [first, bound] = (tokens[place] ?? '').split('<').map(Number);
    numbers[place] = bound ?? first ?? 0;
    if (bound === undefined) return place + 1;
    measures[place] = first ?? 0;
    above[place] = read(place + 1);
    return read(above[place] ?? 0);
  };
  const roots: number[] = [];
  for (let place = 0; place < tokens.length; place = read(place)) roots.push(place);
  return { measures, numbers, above, roots };
}
