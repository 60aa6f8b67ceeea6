import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A page whose main content somebody has marked. */
export type CorpusPage = {
  readonly id: string;
  readonly url: string;
  /** One of WCXB's seven types. */
  readonly type: string;
  readonly html: Buffer;
  /** The main content as plain text. */
  readonly truth: string;
  /** Short pieces of the main content that must be found. */
  readonly required: readonly string[];
  /** Short pieces of what surrounds it, which must not. */
  readonly forbidden: readonly string[];
};

type GroundTruth = {
  readonly url: string;
  readonly _internal: { readonly page_type: { readonly primary: string } };
  readonly ground_truth: {
    readonly main_content: string;
    readonly with: readonly string[];
    readonly without: readonly string[];
  };
};

/** The pages of a folder in WCXB's layout, `html/0001.html.gz` beside `ground-truth/0001.json`, in the order of their names. */
export function pagesOf(folder: string): CorpusPage[] {
  const truths = join(folder, 'ground-truth');
  if (!existsSync(truths)) throw new Error(`${folder} holds no folder ground-truth.`);
  return readdirSync(truths)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readPage(folder, name.slice(0, -'.json'.length)));
}

function readPage(folder: string, id: string): CorpusPage {
  const text = readFileSync(join(folder, 'ground-truth', `${id}.json`), 'utf8');
  const { url, _internal, ground_truth } = JSON.parse(text) as GroundTruth;
  const packed = join(folder, 'html', `${id}.html.gz`);
  return {
    id,
    // A page that was stored without its address still needs one.
    url: URL.canParse(url) ? url : 'https://page.example/',
    type: _internal.page_type.primary,
    html: existsSync(packed) ? gunzipSync(readFileSync(packed)) : readFileSync(join(folder, 'html', `${id}.html`)),
    truth: ground_truth.main_content,
    required: ground_truth.with,
    forbidden: ground_truth.without,
  };
}

/** Every n-th page, so that a part of the corpus holds every type. */
export function someOf(pages: readonly CorpusPage[], limit: number): readonly CorpusPage[] {
  const byType = Map.groupBy(pages, (page) => page.type);
  const each = Math.max(1, Math.floor(limit / byType.size));
  return limit >= pages.length ? pages : [...byType.values()].flatMap((ofType) => ofType.slice(0, each));
}
