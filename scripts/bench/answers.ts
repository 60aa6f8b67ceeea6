/**
 * `npm run bench -- answers --corpus DIR [--json]`: what the answers without a model are worth, on the questions of the retrieval
 * benchmark. Each is asked of its own pages, where the answer is, and of three others, where it is not.
 */
import { parseArgs } from 'node:util';
import { askOfOthers, askOwn, type Outcome, report } from './answers/measure.ts';
import { capture } from './pages/capture.ts';
import { pagesOf } from './pages/corpus.ts';
import { pagesAsked } from './retrieval/asked.ts';
import { questionSet } from './retrieval/question-set.ts';

export async function run(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: { corpus: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.corpus === undefined)
    throw new Error('The questions are about pages of a corpus: name its folder with --corpus.');
  const questions = questionSet();
  const { version, snapshots } = await capture(pagesAsked(pagesOf(values.corpus), questions));
  const outcomes: readonly Outcome[] = [...askOwn(questions, snapshots), ...askOfOthers(questions, snapshots)];
  console.log(
    values.json ? JSON.stringify({ browser: version, outcomes }, null, 2) : `${version}\n${report(outcomes)}`,
  );
}
