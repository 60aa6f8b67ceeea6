import type { Context } from '../context.ts';
import type { PageSource } from '../ports.ts';
import { type CountTokens, MESSAGE_OVERHEAD } from './count-tokens.ts';
import { pageMessage, pageRules } from './page-prompt.ts';
import { type Asked, collectSources } from './page-sources.ts';

/** How often a page that turns out too long is looked at anew. */
const MOST_LOOKS = 3;

/** What a prompt says of pages. */
export type Pages = {
  readonly sources: readonly PageSource[];
  /** Empty without a page. */
  readonly content: string;
  readonly rules: string;
  readonly tokens: number;
};

/** In tokens: what the pages should take, what their words alone may take of it, and what they may take rather than be left out. */
export type PageRoom = {
  readonly room: number;
  readonly words: number;
  readonly most: number;
  readonly count: CountTokens;
  readonly ratio: number;
};

/** Looks at pages until they fit: what stands around their words costs tokens too, and how many is known only then. */
export async function fitPages(
  context: Context,
  asked: Omit<Asked, 'budget_tokens'>,
  { room, words: limit, most, count, ratio }: PageRoom,
): Promise<Pages> {
  let words = Math.min(room, limit);
  let crowdedOut: readonly PageSource[] = [];
  for (let looks = 0; looks < MOST_LOOKS && words > 0; looks += 1) {
    const sources = await collectSources(context, { ...asked, budget_tokens: Math.floor(words / ratio) });
    const page = await pageMessage(context, sources);
    if (page === null) break;
    const rules = pageRules(page.fences, asked.task);
    const tokens = count(page.content) + count(rules) + MESSAGE_OVERHEAD;
    if (tokens <= room || (looks === MOST_LOOKS - 1 && tokens <= most))
      return { sources, content: page.content, rules, tokens };
    words -= tokens - room;
    crowdedOut = sources.map((source) => ({ ...source, passages: [] }));
  }
  // A long question may leave no room at all; then the answer says that nothing was read.
  return { sources: crowdedOut, content: '', rules: '', tokens: 0 };
}
