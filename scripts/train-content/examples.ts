import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { MEASURES } from '../../lib/page/content/features.ts';
import { bundle } from '../bench/bundle.ts';
import { type CorpusPage, pagesOf } from '../bench/pages/corpus.ts';
import { openPageBrowser } from '../bench/pages/in-browser.ts';
import { sharesIn } from './align.ts';
import { FOLDS } from './validate.ts';

/** A page's blocks, measured and compared with what people marked as its content. */
export type Example = {
  readonly id: string;
  readonly type: string;
  readonly truth: string;
  /** Pages of one site are in one fold: a site's own ways must not be learned from its other pages. */
  readonly fold: number;
  readonly texts: readonly string[];
  /** Block after block, in the order of `MEASURES`. */
  readonly values: Float32Array;
  /** Share of each block's words that are content. */
  readonly labels: readonly number[];
  /** Words of each block. */
  readonly words: readonly number[];
};

type Measured = Pick<CorpusPage, 'id' | 'type' | 'truth' | 'url'> & {
  readonly texts: readonly string[];
  readonly values: readonly number[];
};

/** Reads every page in Chromium, or what an earlier reading left in `cache`. */
export async function examplesOf(corpus: string, cache: string | undefined): Promise<readonly Example[]> {
  if (cache !== undefined && existsSync(cache))
    return (JSON.parse(readFileSync(cache, 'utf8')) as Measured[]).map(example);
  const measured = await measurePages(corpus);
  if (cache !== undefined) writeFileSync(cache, JSON.stringify(measured));
  return measured.map(example);
}

async function measurePages(corpus: string): Promise<Measured[]> {
  const script = await bundle({ entry: 'scripts/train-content/in-page.ts', format: 'iife' });
  const browser = await openPageBrowser();
  try {
    const measured: Measured[] = [];
    for (const source of pagesOf(corpus)) {
      const { texts, values } = await browser.visit(source, async (page) => {
        await page.evaluate(script);
        return (await page.evaluate('measureBlocks()')) as Pick<Measured, 'texts' | 'values'>;
      });
      measured.push({ id: source.id, type: source.type, truth: source.truth, url: source.url, texts, values });
    }
    return measured;
  } finally {
    await browser.close();
  }
}

function example({ id, type, truth, url, texts, values }: Measured): Example {
  if (values.length !== texts.length * Object.keys(MEASURES).length) throw new Error('The cache is of other measures.');
  const { shares, words } = sharesIn(truth, texts);
  return { id, type, truth, fold: foldOf(url), texts, values: Float32Array.from(values), labels: shares, words };
}

/** By the last two labels of the host. */
function foldOf(url: string): number {
  let hash = 2_166_136_261;
  for (const sign of new URL(url).hostname.split('.').slice(-2).join('.')) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  }
  return (hash >>> 8) % FOLDS;
}
