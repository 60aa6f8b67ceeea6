/**
 * `node scripts/start.mjs train-content --corpus DIR [--cache FILE] [--write]`: learns from pages whose content people have marked how
 * likely a block is content, prints how well pages of unseen sites are judged, and with `--write` puts the model into
 * lib/page/content/content-model.ts. The same corpus gives the same model.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from './browsers/ensure.ts';
import { examplesOf } from './train-content/examples.ts';
import { crossValidate, scoreAll, train } from './train-content/validate.ts';
import { modelSource } from './train-content/write-model.ts';

const MODEL = join(import.meta.dirname, '..', 'lib', 'page', 'content', 'content-model.ts');

async function trainContent(): Promise<void> {
  const { values } = parseArgs({
    options: { corpus: { type: 'string' }, cache: { type: 'string' }, write: { type: 'boolean', default: false } },
  });
  if (values.corpus === undefined) throw new Error('Name a folder of pages with --corpus.');
  const [advice] = ensure('chromium');
  if (advice !== undefined) throw new Error(advice);
  const examples = await examplesOf(values.corpus, values.cache);
  const unseen = crossValidate(examples);
  const trained = train(examples);
  const seen = scoreAll(examples, trained);
  console.log(
    `F1 of ${examples.length} pages, judged by models that have seen no page of their site, and by one that has seen all:`,
  );
  for (const [type, f1] of Object.entries(unseen)) console.log(type.padEnd(16), f1.toFixed(3), seen[type]?.toFixed(3));
  if (!values.write) return;
  writeFileSync(
    MODEL,
    modelSource(trained, [
      `Learned by scripts/train-content.ts, not written by hand, from ${examples.length} pages of the development split of WCXB, the`,
      'Web Content eXtraction Benchmark by Murrough Foley (2026, CC BY 4.0), of which nothing but these numbers is here.',
      `F1 on pages of unseen sites ${unseen['mean']?.toFixed(3)}, on the pages learned from ${seen['mean']?.toFixed(3)}.`,
    ]),
  );
}

trainContent().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
