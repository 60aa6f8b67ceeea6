/**
 * `npm run bench -- engine [--json]`: what the engine's operations cost in a real browser's IndexedDB, as ratios: a long thread
 * against a short one, a large window against a small one. All cases take turns in one run, so that whatever else the machine
 * does meets all of them. A measurement and not a test: it ends with 0 whatever it measures.
 */
import { bundle } from './bundle.ts';
import { CASES } from './cases.ts';
import { type BenchmarkPage, openBenchmark } from './in-browser.ts';
import { summarize, table } from './summary.ts';

const WARM_UP = 3;
const ROUNDS = 31;

export async function run(parameters: readonly string[]): Promise<void> {
  const json = parameters.includes('--json');
  const say = (line: string) => void (json || console.log(line));
  const page = await openBenchmark(await bundle({ entry: 'scripts/bench/page.ts', format: 'es' }));
  try {
    say(`${page.version}; filling the threads ...`);
    await page.fill(WARM_UP + ROUNDS);
    say(`Measuring ${CASES.length} cases in turn, ${WARM_UP} rounds to warm up and ${ROUNDS} that count ...\n`);
    const results = summarize(CASES, await measureInTurn(page));
    if (json) console.log(JSON.stringify({ browser: page.version, rounds: ROUNDS, results }, null, 2));
    else console.log(table(results));
  } finally {
    await page.close();
  }
}

/** Every other round goes backwards: nobody always comes behind the same neighbour. */
async function measureInTurn(page: BenchmarkPage): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(CASES.map(({ id }) => [id, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const { id } of round % 2 === 0 ? CASES : CASES.toReversed()) {
      const milliseconds = await page.measure(id, round);
      if (round >= WARM_UP) times.get(id)?.push(milliseconds);
    }
  }
  return times;
}
