/**
 * `npm run bench -- pages [--corpus DIR] [--limit N] [--json] [--write]`: how much of a page's main content capture finds and
 * how long it takes, beside Readability, Defuddle and the page's whole text, on pages whose content people have marked. All run
 * in one visit, in turns, so that whatever else the machine does meets all of them. `--write` puts the table into
 * docs/benchmarks.md; without a corpus the few pages of tests/fixtures/corpus are read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.ts';
import { type CorpusPage, pagesOf, someOf } from './pages/corpus.ts';
import { EXTRACTORS, type Extraction, type ExtractorName } from './pages/extractors.ts';
import { openPageBrowser, type PageBrowser } from './pages/in-browser.ts';
import { type Judged, judge, report, summarizePages } from './pages/report.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OWN_PAGES = join(ROOT, 'tests', 'fixtures', 'corpus');
const DOCUMENT = join(ROOT, 'docs', 'benchmarks.md');
const TABLE = /(?<=<!-- pages -->\n)[\s\S]*(?=<!-- \/pages -->)/;

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      corpus: { type: 'string', default: OWN_PAGES },
      limit: { type: 'string', default: 'Infinity' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const pages = someOf(pagesOf(values.corpus), Number(values.limit));
  const scripts = await scriptsOfPage();
  const browser = await openPageBrowser();
  try {
    const judged: Judged[] = [];
    for (const [turn, page] of pages.entries()) {
      judged.push(...(await measure(browser, scripts, page, turn)));
      if (process.stderr.isTTY) process.stderr.write(`\r${turn + 1} of ${pages.length} `);
    }
    const summary = summarizePages(judged);
    const text = report(summary, { version: browser.version, pages: pages.length });
    if (values.json) console.log(JSON.stringify({ browser: browser.version, summary, pages: judged }, null, 2));
    else console.log(text);
    if (values.write) {
      writeFileSync(
        DOCUMENT,
        readFileSync(DOCUMENT, 'utf8').replace(TABLE, () => `${text}\n\n`),
      );
    }
  } finally {
    await browser.close();
  }
}

/** The capture script as it is shipped, and what measures it. */
async function scriptsOfPage(): Promise<readonly string[]> {
  return [
    await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' }),
    await bundle({ entry: 'scripts/bench/pages/in-page.ts', format: 'iife' }),
  ];
}

/** Each page begins with another extractor: the first finds nothing warmed up. */
async function measure(
  browser: PageBrowser,
  scripts: readonly string[],
  source: CorpusPage,
  turn: number,
): Promise<Judged[]> {
  const order = EXTRACTORS.map((_, index) => EXTRACTORS[(index + turn) % EXTRACTORS.length] ?? EXTRACTORS[0]);
  return browser.visit(source, async (page) => {
    for (const script of scripts) await page.evaluate(script);
    const judged: Judged[] = [];
    for (const name of order) judged.push(judge(source, name, await extract(page, name)));
    return judged;
  });
}

async function extract(
  page: { evaluate: (script: string) => Promise<unknown> },
  name: ExtractorName,
): Promise<Extraction> {
  return (await page.evaluate(`pagesBenchmark.extract(${JSON.stringify(name)})`)) as Extraction;
}
