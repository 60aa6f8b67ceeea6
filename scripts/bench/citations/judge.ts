import type { CorpusPage } from '../pages/corpus.ts';
import type { Landing } from './in-page.ts';
import { FALSE_KINDS, gist, type Quotation, TRUE_KINDS } from './quotations.ts';

/**
 * `refused`: a true quotation that was not verified. `gone`: the page was not seen to hold it. `other words`: something else
 * is painted. `other place`: the right words elsewhere. `out of view`: painted, but what holds them stays shut or cannot be
 * scrolled. `believed`: a lie that was verified.
 */
const ENDS = ['landed', 'refused', 'gone', 'other words', 'other place', 'out of view'] as const;

export type End = (typeof ENDS)[number] | 'found out' | 'believed';

export type Judged = {
  readonly page: string;
  readonly type: string;
  readonly kind: Quotation['kind'];
  readonly end: End;
  readonly written: string;
  readonly quote: string | null;
  readonly landing: Landing | null;
};

type Followed = {
  readonly quotation: Quotation;
  /** The page's form of it, as the citation has it. */
  readonly quote: string | null;
  readonly passage: string;
  readonly landing: Landing | null;
};

export function judge({ id, type }: CorpusPage, followed: Followed): Judged {
  const { quotation, quote, landing } = followed;
  return { page: id, type, kind: quotation.kind, end: endOf(followed), written: quotation.text, quote, landing };
}

function endOf({ quotation, quote, passage, landing }: Followed): End {
  if (!quotation.isTrue) return landing === null ? 'found out' : 'believed';
  if (landing === null) return 'refused';
  if (landing.outcome !== 'found') return 'gone';
  if (quote === null || plain(landing.text) !== plain(quote) || gist(quote) !== gist(quotation.text))
    return 'other words';
  if (landing.times > 1 && !isAround(landing, quote, passage)) return 'other place';
  return landing.inView ? 'landed' : 'out of view';
}

/** Characters that show, without white space. */
function plain(text: string): string {
  return text.replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]+/gu, '');
}

/** Whether what stands around the words on the page stands around them in the passage, on one side at least. */
function isAround({ before, after }: Landing, quote: string, passage: string): boolean {
  for (let at = passage.indexOf(quote); at !== -1; at = passage.indexOf(quote, at + 1)) {
    const left = letters(passage.slice(0, at)).slice(-12);
    const right = letters(passage.slice(at + quote.length)).slice(0, 12);
    if (left === '' && right === '') return true;
    if ((left !== '' && before.includes(left)) || (right !== '' && after.includes(right))) return true;
  }
  return false;
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

export function report(
  judged: readonly Judged[],
  { version, pages }: { readonly version: string; readonly pages: number },
): string {
  const line = (name: string, of: readonly Judged[], ends: readonly End[]) =>
    [name.padEnd(22), ...ends.map((end) => String(of.filter((one) => one.end === end).length).padStart(13))].join('');
  const head = (ends: readonly End[]) => [''.padEnd(22), ...ends.map((end) => end.padStart(13))].join('');
  const isLie = ({ kind }: Judged) => FALSE_KINDS.some((one) => one === kind);
  const truths = judged.filter((one) => !isLie(one));
  const verified = truths.filter(({ end }) => end !== 'refused');
  const landed = truths.filter(({ end }) => end === 'landed');
  const times = verified.flatMap(({ landing }) => landing?.milliseconds ?? []).sort((one, other) => one - other);
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  return [
    `${judged.length} quotations on ${pages} pages in ${version}`,
    '',
    head(ENDS),
    ...TRUE_KINDS.map((kind) =>
      line(
        kind,
        judged.filter((one) => one.kind === kind),
        ENDS,
      ),
    ),
    '',
    ...[...Map.groupBy(truths, ({ type }) => type)].map(([type, of]) => line(type, of, ENDS)),
    line('all', truths, ENDS),
    '',
    head(['found out', 'believed']),
    ...FALSE_KINDS.map((kind) =>
      line(
        kind,
        judged.filter((one) => one.kind === kind),
        ['found out', 'believed'],
      ),
    ),
    '',
    `Of the true ones ${share(verified.length, truths.length)} are verified; of these ${share(landed.length, verified.length)} land.`,
    `Finding takes ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms, at most ${times.at(-1)?.toFixed(0)} ms.`,
  ].join('\n');
}
