import { mainPassages } from '../../page/beside-passages.ts';
import { passageTokens } from '../../search/passage-tokens.ts';
import { fits, selectPassages } from '../../search/select-passages.ts';
import { isSummaryWish } from '../../search/summary-wishes.ts';
import type { Context } from '../context.ts';
import type { AttachedPage, Message } from '../objects.ts';
import type { ModelRequest, PageSource } from '../ports.ts';
import { sharesOf } from './fair-shares.ts';
import type { Similarities } from './similarities.ts';

export type Asked = Pick<ModelRequest, 'task' | 'question'> & {
  readonly thread_id: string;
  readonly newest: Message | undefined;
  /** Only what the newest question attaches is read. */
  readonly attached_only: boolean;
  readonly budget_tokens: number;
  /** Undefined where words alone decide. */
  readonly similarities: Similarities | undefined;
};

/** What earlier pages of the thread may take together: they are there for questions that look back, not for every question. */
const EARLIER_SHARE = 0.2;

/**
 * What a run reads: the newest page whole if it fits, else its best passages, and pages attached together in fair shares; of
 * earlier pages the best passages within a small share, and for a summary nothing. For a summary only the main content is
 * read. A selection counts only for the question it was attached to. Reads from the newest back and stops at the budget.
 */
export async function collectSources(context: Context, asked: Asked): Promise<PageSource[]> {
  const pages = await pagesOf(context, asked);
  const attached = new Set(asked.newest?.attachments?.map(({ file_id }) => file_id));
  const sources: PageSource[] = [];
  const shareOf = await sharesOf(context, attached);
  let left = asked.budget_tokens;
  let leftForEarlier = left * EARLIER_SHARE;
  for (const { file_id, first_marker } of numbered(pages).reverse()) {
    const isNewest = sources.length === 0 || attached.has(file_id);
    if (asked.attached_only && !attached.has(file_id)) continue;
    if (!isNewest && asked.task === 'summarize') break;
    const budget_tokens = Math.floor(isNewest ? shareOf(file_id, left) : Math.min(left, leftForEarlier));
    if (budget_tokens <= 0) break;
    const source = await read(context, asked, { file_id, first_marker, budget_tokens });
    if (source === null) continue;
    const tokens = source.passages.reduce((sum, passage) => sum + passageTokens(passage), 0);
    left -= tokens;
    if (!isNewest) leftForEarlier -= tokens;
    sources.push(source);
  }
  return sources.reverse();
}

/** The thread's pages, and behind them what only the newest question attaches. */
async function pagesOf({ store }: Context, { thread_id, newest }: Asked): Promise<readonly AttachedPage[]> {
  const pages = (await store.threads.get(thread_id))?.local.pages ?? [];
  const known = new Set(pages.map(({ file_id }) => file_id));
  const others = (newest?.attachments ?? []).filter(({ file_id }) => !known.has(file_id));
  const attached = others.map(async ({ file_id }) => {
    const page = (await store.files.get(file_id))?.local.page;
    return page === undefined ? [] : [{ file_id, url: page.url, passages: page.passages }];
  });
  return [...pages, ...(await Promise.all(attached)).flat()];
}

/** Markers count through all pages from 1, whichever of them are read. */
function numbered(pages: readonly AttachedPage[]) {
  let next = 1;
  return pages.map(({ file_id, passages }) => {
    const first_marker = next;
    next += passages;
    return { file_id, first_marker };
  });
}

async function read(
  { store }: Context,
  { question, task, similarities }: Asked,
  { file_id, first_marker, budget_tokens }: { file_id: string; first_marker: number; budget_tokens: number },
): Promise<PageSource | null> {
  const snapshot = await store.files.snapshot(file_id);
  if (snapshot === undefined) return null;
  const { title, language } = snapshot;
  const isSummary = task === 'summarize' || isSummaryWish(question);
  const candidates = isSummary ? mainPassages(snapshot.passages) : snapshot.passages;
  const query = { passages: candidates, question, title, language, budget_tokens };
  const alike = isSummary || fits(query) ? undefined : await similarities?.({ file_id, snapshot }, question);
  const passages = selectPassages(alike === undefined ? query : { ...query, similarities: alike });
  return passages.length === 0 ? null : { file_id, first_marker, snapshot, passages };
}
