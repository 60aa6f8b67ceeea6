import type { CorpusPage } from './corpus.ts';
import { EXTRACTORS, type Extraction, type ExtractorName } from './extractors.ts';
import { mean, percentile, type Score, scoreOf, snippetsIn } from './score.ts';

/** One extractor on one page. */
export type Judged = Score & {
  readonly id: string;
  readonly type: string;
  readonly extractor: ExtractorName;
  readonly characters: number;
  readonly milliseconds: number;
  readonly longest_task: number;
  readonly required: { readonly all: number; readonly found: number };
  readonly forbidden: { readonly all: number; readonly found: number };
  readonly failure?: string;
};

export type ExtractorSummary = {
  readonly extractor: ExtractorName;
  /** Mean F1 of each type. */
  readonly types: Readonly<Record<string, number>>;
  /** Mean over the types, so that none counts more for its number of pages. */
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Shares of all snippets. */
  readonly required: number;
  readonly forbidden: number;
  readonly characters: number;
  readonly milliseconds: { readonly median: number; readonly p95: number };
  readonly longest_task: number;
  /** Pages with a task that a user notices, above 50 ms. */
  readonly long_tasks: number;
  readonly failures: number;
};

/** Milliseconds; what browsers call a long task. */
const LONG_TASK = 50;

export function judge(page: CorpusPage, extractor: ExtractorName, extraction: Extraction): Judged {
  const { text, milliseconds, longest_task, failure } = extraction;
  return {
    id: page.id,
    type: page.type,
    extractor,
    ...scoreOf(text, page.truth),
    characters: text.length,
    milliseconds,
    longest_task,
    required: { all: page.required.length, found: snippetsIn(text, page.required) },
    forbidden: { all: page.forbidden.length, found: snippetsIn(text, page.forbidden) },
    ...(failure === undefined ? {} : { failure }),
  };
}

export function summarizePages(judged: readonly Judged[]): ExtractorSummary[] {
  return EXTRACTORS.map((extractor) => {
    const own = judged.filter((one) => one.extractor === extractor);
    const byType = Map.groupBy(own, (one) => one.type);
    const types = [...byType].sort().map(([type, pages]) => [type, mean(pages.map((page) => page.f1))] as const);
    const times = own.map((one) => one.milliseconds);
    return {
      extractor,
      types: Object.fromEntries(types),
      f1: mean(types.map(([, f1]) => f1)),
      precision: mean(own.map((one) => one.precision)),
      recall: mean(own.map((one) => one.recall)),
      required: share(own.map((one) => one.required)),
      forbidden: share(own.map((one) => one.forbidden)),
      characters: mean(own.map((one) => one.characters)),
      milliseconds: { median: percentile(times, 0.5), p95: percentile(times, 0.95) },
      longest_task: Math.max(...own.map((one) => one.longest_task)),
      long_tasks: own.filter((one) => one.longest_task > LONG_TASK).length,
      failures: own.filter((one) => one.failure !== undefined).length,
    };
  });
}

function share(snippets: readonly { readonly all: number; readonly found: number }[]): number {
  const sum = (key: 'all' | 'found') => snippets.reduce((total, one) => total + one[key], 0);
  return sum('all') === 0 ? Number.NaN : sum('found') / sum('all');
}

/** A markdown table, one column for each extractor. */
export function report(
  summary: readonly ExtractorSummary[],
  { version, pages }: { readonly version: string; readonly pages: number },
): string {
  const types = Object.keys(summary[0]?.types ?? {});
  const readability = summary.find((one) => one.extractor === 'Readability')?.milliseconds.p95 ?? Number.NaN;
  const row = (label: string, value: (one: ExtractorSummary) => string) => [label, ...summary.map(value)];
  const rows = [
    ['F1', ...summary.map((one) => one.extractor)],
    ...types.map((type) => row(type, (one) => fixed(one.types[type]))),
    row('**mean over the types**', (one) => `**${fixed(one.f1)}**`),
    row('precision', (one) => fixed(one.precision)),
    row('recall', (one) => fixed(one.recall)),
    row('required snippets found', (one) => fixed(one.required)),
    row('forbidden snippets leaked', (one) => fixed(one.forbidden)),
    row('characters, mean', (one) => one.characters.toFixed(0)),
    row('ms, median', (one) => one.milliseconds.median.toFixed(1)),
    row('ms, 95th percentile', (one) => one.milliseconds.p95.toFixed(1)),
    row('p95 by Readability’s', (one) => (one.milliseconds.p95 / readability).toFixed(2)),
    row('pages with a task over 50 ms', (one) => `${one.long_tasks}`),
    row('longest task, ms', (one) => one.longest_task.toFixed(0)),
    ...(summary.some((one) => one.failures > 0) ? [row('failed on', (one) => `${one.failures}`)] : []),
  ];
  return `${pages} pages, ${version}, ${new Date().toISOString().slice(0, 10)}\n\n${markdownTable(rows)}`;
}

function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [header = [], ...others] = rows;
  return [line(header), rule, ...others.map(line)].join('\n');
}

function fixed(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : value.toFixed(3);
}
