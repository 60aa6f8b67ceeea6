/**
 * `npm run bench -- summaries --corpus DIR [--limit N] [--json]`: what the summaries without a model are made of. Every page of
 * the corpus is captured in Chromium and summed up; a sentence counts as content when it stands in what people have marked.
 */
import { parseArgs } from 'node:util';
import { capture } from './pages/capture.ts';
import { pagesOf, someOf } from './pages/corpus.ts';
import { report, sumUp } from './summaries/measure.ts';

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      corpus: { type: 'string' },
      limit: { type: 'string', default: '1000' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.corpus === undefined) throw new Error('Name the folder of a corpus with --corpus.');
  const pages = someOf(pagesOf(values.corpus), Number(values.limit));
  const { version, snapshots } = await capture(pages);
  const summaries = pages.flatMap((page) => {
    const snapshot = snapshots.get(page.id);
    return snapshot === undefined ? [] : [sumUp(page, snapshot)];
  });
  console.log(
    values.json ? JSON.stringify({ browser: version, summaries }, null, 2) : `${version}\n${report(summaries)}`,
  );
}
