/**
 * `npm run bench -- fidelity [--show NAME] [--json]`: how much of what pages hold beyond plain text survives in markdown, beside
 * Defuddle and turndown with its GFM plugin, on the cases of tests/fixtures/fidelity. `--show` prints what each makes of the
 * cases whose name holds the given words.
 */
import { parseArgs } from 'node:util';
import { AREAS } from '../../tests/fixtures/fidelity/index.ts';
import { bundle } from './bundle.ts';
import { type FidelityCase, faultsIn } from './fidelity/case.ts';
import { openCaseBrowser } from './fidelity/in-browser.ts';

/** In this order on each page: the last changes it. */
const CONVERTERS = {
  Sitethread: 'Promise.resolve(capture.main()).then(({ markdown }) => markdown)',
  turndown: 'fidelityBenchmark.turndown()',
  Defuddle: 'fidelityBenchmark.defuddle()',
} as const;

const NAMES = Object.keys(CONVERTERS);

type Row = { readonly area: string; readonly name: string; readonly passed: readonly boolean[] };

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: { show: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const browser = await openCaseBrowser([
    await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' }),
    await bundle({ entry: 'scripts/bench/fidelity/in-page.ts', format: 'iife' }),
  ]);
  const rows: Row[] = [];
  try {
    for (const { area, cases } of AREAS) {
      for (const one of cases.filter(({ name }) => name.includes(values.show ?? ''))) {
        const markdowns = (await browser.evaluate(one, Object.values(CONVERTERS))).map(String);
        if (values.show !== undefined) show(one, markdowns);
        rows.push({ area, name: one.name, passed: markdowns.map((text) => faultsIn(text, one).length === 0) });
      }
    }
  } finally {
    await browser.close();
  }
  if (values.json) console.log(JSON.stringify({ browser: browser.version, converters: NAMES, cases: rows }, null, 2));
  else console.log(table(rows, browser.version));
}

function show(one: FidelityCase, markdowns: readonly string[]): void {
  console.log(`\n# ${one.name}\n${one.html}`);
  for (const [index, markdown] of markdowns.entries()) {
    const faults = faultsIn(markdown, one);
    console.log(`\n-- ${NAMES[index]}: ${faults.length === 0 ? 'passed' : faults.join('; ')}\n${markdown}`);
  }
}

function table(rows: readonly Row[], version: string): string {
  const lines = [...Map.groupBy(rows, ({ area }) => area), ['all', rows] as const].map(([area, of]) => {
    const passed = NAMES.map((_, index) => of.filter((row) => row.passed[index]).length);
    return [area.padEnd(24), ...passed.map((count) => `${count} of ${of.length}`.padStart(12))].join('');
  });
  const share = NAMES.map((_, index) => rows.filter((row) => row.passed[index]).length / Math.max(1, rows.length));
  return [
    `Cases passed, in ${version}`,
    ['area'.padEnd(24), ...NAMES.map((name) => name.padStart(12))].join(''),
    ...lines,
    ['share'.padEnd(24), ...share.map((one) => `${(one * 100).toFixed(1)} %`.padStart(12))].join(''),
  ].join('\n');
}
