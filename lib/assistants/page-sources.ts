import type { PageSnapshot } from '../page/snapshot.ts';
import { selectPassages } from '../search/select-passages.ts';
import { estimateTokens } from '../search/tokens.ts';
import type { Context } from './context.ts';
import type { Message } from './objects.ts';
import type { PageSource } from './ports.ts';

type Question = {
  readonly thread_id: string;
  readonly newest: Message | undefined;
  readonly question: string;
  readonly budget_tokens: number;
};

type Candidate = { readonly file_id: string; readonly snapshot: PageSnapshot };

/**
 * What a run reads: the thread's pages, the newest whole if it fits, else its best passages; earlier ones with what is left.
 * A selection counts only for the question it was attached to.
 */
export async function collectSources(context: Context, asked: Question): Promise<PageSource[]> {
  const candidates = await candidatesOf(context, asked);
  let marker = 1;
  const numbered = candidates.map((candidate) => {
    const first_marker = marker;
    marker += candidate.snapshot.passages.length;
    return { ...candidate, first_marker };
  });
  let left = asked.budget_tokens;
  const chosen = numbered.reverse().flatMap((candidate) => {
    const { passages, title, language } = candidate.snapshot;
    const fitting = selectPassages({
      passages,
      question: asked.question,
      title,
      language,
      budget_tokens: Math.max(0, left),
    });
    left -= fitting.reduce((sum, passage) => sum + estimateTokens(passage.text), 0);
    return fitting.length === 0 ? [] : [{ ...candidate, passages: fitting }];
  });
  return chosen.reverse();
}

async function candidatesOf({ store }: Context, { thread_id, newest }: Question): Promise<Candidate[]> {
  const thread = await store.threads.get(thread_id);
  const pages = thread?.local.pages.map((page) => page.file_id) ?? [];
  const attached = newest?.attachments?.map((attachment) => attachment.file_id) ?? [];
  const ids = [...new Set([...pages, ...attached])];
  const candidates = await Promise.all(
    ids.map(async (file_id) => {
      const snapshot = await store.files.snapshot(file_id);
      return snapshot === undefined ? [] : [{ file_id, snapshot }];
    }),
  );
  return candidates.flat();
}
