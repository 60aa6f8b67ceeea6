/**
 * `npm run bench -- citations [--corpus DIR] [--limit N] [--seed N] [--json]`: whether citations land. Of every page quotations are made
 * as models write them, and lies; an answer with all of them is checked as answers are, and each verified citation is
 * followed in the live page. Landed: what is painted is word for word the page's own form of what was quoted, in the passage that was
 * cited.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveCitations } from '../../lib/page/citations.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { bundle } from './bundle.ts';
import type { Landing } from './citations/in-page.ts';
import { type Judged, judge, report } from './citations/judge.ts';
import { answerWith, quotationsOf } from './citations/quotations.ts';
import { type CorpusPage, pagesOf, someOf } from './pages/corpus.ts';
import { openPageBrowser, type PageBrowser } from './pages/in-browser.ts';

const OWN_PAGES = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'corpus');

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      corpus: { type: 'string', default: OWN_PAGES },
      limit: { type: 'string', default: '70' },
      seed: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
  });
  const pages = someOf(pagesOf(values.corpus), Number(values.limit));
  const scripts = [
    await bundle({ entry: 'entrypoints/capture.ts', format: 'iife', name: 'capture' }),
    await bundle({ entry: 'entrypoints/highlight.ts', format: 'iife', name: 'highlight' }),
    'highlight.main()',
    await bundle({ entry: 'scripts/bench/citations/in-page.ts', format: 'iife' }),
  ];
  const browser = await openPageBrowser();
  try {
    const judged: Judged[] = [];
    for (const [turn, page] of pages.entries()) {
      judged.push(...(await follow(browser, scripts, page, Number(values.seed) + turn)));
      if (process.stderr.isTTY) process.stderr.write(`\r${turn + 1} of ${pages.length} `);
    }
    if (values.json) console.log(JSON.stringify({ browser: browser.version, citations: judged }, null, 2));
    else console.log(report(judged, { version: browser.version, pages: pages.length }));
  } finally {
    await browser.close();
  }
}

/** No script runs here, so a page is drawn as it is for readers without scripts. */
function drawn(source: CorpusPage): CorpusPage {
  const html = source.html.toString('utf8');
  const body = Math.max(0, html.search(/<body[\s>]/i));
  const shown = html.slice(body).replace(/<(\/?)noscript\b[^>]*>/gi, '<$1div>');
  return { ...source, html: Buffer.from(html.slice(0, body) + shown) };
}

function follow(browser: PageBrowser, scripts: readonly string[], source: CorpusPage, seed: number): Promise<Judged[]> {
  return browser.visit(drawn(source), async (page) => {
    for (const script of scripts) await page.evaluate(script);
    const { passages } = (await page.evaluate('capture.main()')) as PageSnapshot;
    const quotations = quotationsOf(passages, seed);
    const { text, markers } = answerWith(quotations);
    const { citations } = resolveCitations(text, [{ file_id: 'page', first_marker: 1, passages }]);
    const judged: Judged[] = [];
    for (const [index, quotation] of quotations.entries()) {
      const citation = citations.find((one) => one.start_index === markers[index]);
      const passage = passages.find(({ id }) => id === citation?.passage);
      const landing =
        citation === undefined || passage === undefined
          ? null
          : ((await page.evaluate(
              `citationsBenchmark.land(${JSON.stringify({ quote: citation.quote, passage: passage.text })})`,
            )) as Landing);
      judged.push(judge(source, { quotation, quote: citation?.quote ?? null, passage: passage?.text ?? '', landing }));
    }
    return judged;
  });
}
