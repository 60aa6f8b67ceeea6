/**
 * `npm run bench [-- <benchmark> [arguments]]`: measures in a real browser; `engine` unless another is named. Measurements and
 * not tests: they end with 0 whatever they measure.
 */
import { ensure } from './browsers/ensure.ts';

type Benchmark = { readonly run: (parameters: readonly string[]) => Promise<void> };

/** Each is loaded when asked for: what one needs shall not keep the others from running. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  engine: () => import('./bench/engine.ts'),
  pages: () => import('./bench/pages.ts'),
  retrieval: () => import('./bench/retrieval.ts'),
  answers: () => import('./bench/answers.ts'),
  summaries: () => import('./bench/summaries.ts'),
  citations: () => import('./bench/citations.ts'),
  fidelity: () => import('./bench/fidelity.ts'),
  streaming: () => import('./bench/streaming.ts'),
  panel: () => import('./bench/panel.ts'),
  'huge-page': async () => {
    const { hugePageTable, measureHugePages } = await import('./bench/huge-page.ts');
    return { run: async () => console.log(hugePageTable(await measureHugePages())) };
  },
};

async function bench([first, ...others]: readonly string[]): Promise<void> {
  const isNamed = first !== undefined && !first.startsWith('-');
  const load = BENCHMARKS[isNamed ? first : 'engine'];
  if (load === undefined) throw new Error(`There is no benchmark ${first}: ${Object.keys(BENCHMARKS).join(', ')}.`);
  const [advice] = ensure('chromium');
  if (advice !== undefined) throw new Error(advice);
  const { run } = await load();
  await run(isNamed || first === undefined ? others : [first, ...others]);
}

bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
