/**
 * `npm run bench -- retrieval --corpus DIR [--json] [--missed]`: whether the passages that would be sent for a question hold its
 * answer, at a fifth and at a tenth of the whole. The pages are captured in Chromium by the script that is shipped; the
 * questions are those of retrieval/questions.json, about pages of the WCXB corpus, which the project does not ship.
 */
import { parseArgs } from 'node:util';
import { capture } from './pages/capture.ts';
import { type CorpusPage, pagesOf } from './pages/corpus.ts';
import { pagesAsked, read } from './retrieval/asked.ts';
import { faultsBeside, faultsOf, isLong } from './retrieval/check.ts';
import { ask, indexing, type Outcome } from './retrieval/measure.ts';
import { type Question, questionSet } from './retrieval/question-set.ts';
import { recalls, table } from './retrieval/report.ts';

const SHARES = [0.2, 0.1];
/** Passages of the index that is timed. */
const MANY = 1_000;

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      corpus: { type: 'string' },
      json: { type: 'boolean', default: false },
      missed: { type: 'boolean', default: false },
    },
  });
  if (values.corpus === undefined)
    throw new Error('The questions are about pages of a corpus: name its folder with --corpus.');
  const questions = questionSet();
  const pages = pagesAsked(pagesOf(values.corpus), questions);
  const { version, snapshots } = await capture(pages);
  const truths = new Map(pages.map(({ id, truth }) => [id, truth]));
  const faults = [...faultsOf(questions), ...questions.flatMap((one) => faultsBeside(truths, one))];
  if (faults.length > 0) throw new Error(faults.join('\n'));

  const outcomes = SHARES.flatMap((share) => questions.map((one) => ask(read(snapshots, one), one, share)));
  const ofEverything = questions.map((one) => ask(read(snapshots, one), one, SHARES[0] ?? 0, 'everything kept'));
  const recall = recalls(outcomes, typesIn(pages));
  const times = {
    median: middleOf(outcomes.map(({ milliseconds }) => milliseconds)),
    index: indexing([...snapshots.values()], MANY),
  };
  if (values.json) {
    console.log(JSON.stringify({ browser: version, recall: Object.fromEntries(recall), times, outcomes }, null, 2));
    return;
  }
  console.log(`${version}; ${questions.length} questions about ${pages.length} pages\n\n${table(recall)}\n`);
  const found = ofEverything.filter(({ isFound }) => isFound).length;
  console.log(
    `The budgets are shares of the main content. At a fifth of everything that is kept of a page: ${((100 * found) / questions.length).toFixed(1)} %.`,
  );
  console.log(
    `A selection takes ${times.median.toFixed(1)} ms (median), an index of ${MANY} passages ${times.index.toFixed(0)} ms.`,
  );
  const short = questions.filter((one) => !isLong(read(snapshots, one), one)).length;
  if (short > 0) console.log(`${short} questions are asked of less text than they were made for.`);
  if (values.missed) console.log(`\n${missed(outcomes)}`);
}

function typesIn(pages: readonly CorpusPage[]): (question: Question) => string {
  const types = new Map(pages.map(({ id, type }) => [id, type]));
  return (question) => (question.pages.length === 1 ? (types.get(question.pages[0] ?? '') ?? '') : 'several joined');
}

function missed(outcomes: readonly Outcome[]): string {
  return outcomes
    .filter(({ isFound, share }) => !isFound && share === SHARES[0])
    .map(({ pages, question, quote, isLost }) => `${pages.join('+')} ${question} → ${quote}${isLost ? ' (lost)' : ''}`)
    .join('\n');
}

function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}
