import { AppFailure, toAppError } from '../../errors.ts';
import type { CaptureOptions } from '../ports.ts';
import type { AskingParts, Here } from './asking.ts';
import { type Asked, prepareQuestion } from './question.ts';
import { bring } from './thread-gone.ts';

type Parts = AskingParts & {
  /** What was asked in a thread that was gone and is written in no composer, by site. */
  readonly lost: Map<string, Asked>;
};

/** Asks from where the user was. Throws AppFailure `thread-gone` where the thread was deleted meanwhile; then nothing of the question is. */
export async function askQuestion(parts: Parts, asked: Asked, options: CaptureOptions, from: Here): Promise<void> {
  const { requests, conversation, mentions, lost } = parts;
  const site = from.site();
  lost.delete(site);
  const there = { ...parts, follow: from, conversation: from, anew: from.anew };
  const { thread_id, question, taken } = await prepareQuestion(there, asked, options);
  const run = await requests.createRun(thread_id, question).catch(async (thrown: unknown) => {
    if (toAppError(thrown).kind !== 'thread-gone') throw thrown;
    await bring(parts, { from: thread_id, site, leave: () => conversation.leave(thread_id) });
    if (!asked.composed) lost.set(site, asked);
    throw new AppFailure({ kind: 'thread-gone', asked: true });
  });
  conversation.expect(run, site);
  mentions.sent(site, taken);
}
