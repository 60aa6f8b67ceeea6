import type { Attachment, Metadata } from '../../assistants/objects.ts';
import { PAGE_TOKENS } from '../../assistants/prompt/page-limit.ts';
import { PAGES_LEFT_OUT } from '../../assistants/prompt/pages-left-out.ts';
import { PROMPT } from '../../assistants/titles/by-prompt.ts';
import { AppFailure, type PageNotReadable, toAppError } from '../../errors.ts';
import { selectionSnapshot } from '../../page/passages.ts';
import { siteOf } from '../../page/site.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { Mentions, ReadTabs } from '../composer/mentions.ts';
import type { Selection } from '../composer/selection.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowTab } from '../follow-tab.ts';
import { placeOf } from '../place-of.ts';
import type { CaptureOptions, CurrentTab, DraftFile, DraftPicture, PanelPorts } from '../ports.ts';
import { attachment, attachPages } from './attach-page.ts';
import type { Question, Requests } from './requests.ts';

export type Asked = {
  readonly text: string;
  readonly task: 'answer' | 'summarize';
  /** What the user had marked, when it goes with the question. */
  readonly selection: Selection | null;
  readonly pictures: readonly DraftPicture[];
  /** Files of the user's own, once they are read. */
  readonly files?: () => Promise<readonly DraftFile[]>;
  /** The page in front is not used for this question, nor is any other that only the thread holds. */
  readonly leave_out_page?: boolean;
  /** Tokens of the page that are read at most; null is no limit. */
  readonly page_tokens?: number | null;
  /** The command of the prompt that the question was made of. */
  readonly prompt?: string;
  /** It is written in the composer, or comes there if it does not come through. */
  readonly composed?: true;
};

export type Prepared = {
  readonly thread_id: string;
  readonly question: Question;
  /** The other tabs that go along. */
  readonly taken: readonly number[];
};

/** The tab that a question is about, the same for all of it. */
export type TabInFront = Pick<FollowTab, 'site' | 'state' | 'tab'>;

type Parts = {
  readonly ports: PanelPorts;
  readonly requests: Requests;
  readonly conversation: Pick<Conversation, 'visited'>;
  readonly follow: TabInFront;
  readonly mentions: Mentions;
  /** In a new thread. */
  readonly anew?: boolean;
};

/** Characters of one message, as the Assistants system has it. */
const MOST_CHARACTERS = 256_000;

const NO_TABS: ReadTabs = { snapshots: [], tab_ids: [] };

/** Reads the page in front and gets everything ready for the run. Stops between any two steps when the signal is aborted. */
export async function prepareQuestion(parts: Parts, asked: Asked, options: CaptureOptions): Promise<Prepared> {
  const { ports, requests, conversation, follow, mentions, anew } = parts;
  const { signal } = options;
  if (asked.text.length > MOST_CHARACTERS) throw new AppFailure({ kind: 'question-too-long', most: MOST_CHARACTERS });
  const site = siteAskedOn(follow, asked);
  const tab = follow.tab();
  const visited = conversation.visited();
  const files = (await asked.files?.()) ?? [];
  signal.throwIfAborted();
  const page = await readInFront(parts, asked, asked.pictures.length + files.length > 0, options);
  signal.throwIfAborted();
  // The tab may have gone elsewhere since it was looked at: what is read goes into its own site's thread or nowhere.
  if (page !== null && siteOf(page.url) !== site) throw notReadable('closed', site);
  const others = asked.task === 'summarize' ? NO_TABS : await mentions.read(site, tab, options);
  signal.throwIfAborted();
  const which = anew ? 'thread-start' : 'thread-current';
  const thread_id = visited ?? (await ports.background.send(which, placeOf(follow))).thread_id;
  if (page !== null && tab !== null) void loadIconKeeper(ports, tab, site);
  signal.throwIfAborted();
  const front = asked.leave_out_page ? null : page;
  const pages = await attachPages(ports.reads, requests, thread_id, { front, others: others.snapshots, files });
  const attachments = [...pages, ...(await attachMarked(requests, asked, page))];
  signal.throwIfAborted();
  const shown = await Promise.all(asked.pictures.map(({ picture }) => requests.createPicture(picture)));
  signal.throwIfAborted();
  const pictures = shown.map(({ id }) => id);
  return {
    thread_id,
    taken: others.tab_ids,
    question: { text: asked.text, attachments, pictures, metadata: metadataOf(asked) },
  };
}

/** Throws where nobody knows the site, and where a page that cannot be read is to be summarized. */
function siteAskedOn(follow: TabInFront, { task }: Asked): string {
  const state = follow.state();
  if (state.status === 'loading' || state.status === 'not-granted') throw notReadable('not-granted', '');
  if (task === 'summarize' && state.status === 'unreadable') throw notReadable(state.reason, state.site);
  return state.site;
}

/** Null where it is not wanted or not there, and where the question can do without. One that is left out is read for the words that are marked in it. */
async function readInFront(
  { ports, follow }: Parts,
  { leave_out_page = false, selection }: Asked,
  hasOthers: boolean,
  options: CaptureOptions,
): Promise<PageSnapshot | null> {
  if (leave_out_page && selection === null) return null;
  try {
    return await readPage(ports, follow, options);
  } catch (thrown) {
    if (leave_out_page || (hasOthers && isToBeLookedAt(thrown))) return null;
    throw thrown;
  }
}

/** The marked words as a file of their own, if they stand on the page that was read. */
async function attachMarked(
  requests: Requests,
  { selection }: Asked,
  page: PageSnapshot | null,
): Promise<readonly Attachment[]> {
  if (page === null || selection?.url !== page.url) return [];
  const marked = selectionSnapshot({ ...page, selection: selection.text });
  return marked === null ? [] : [attachment((await requests.createPage(marked)).id)];
}

function metadataOf({ task, leave_out_page = false, prompt, page_tokens = null }: Asked): Metadata {
  return {
    task,
    ...(leave_out_page ? { [PAGES_LEFT_OUT]: 'true' } : {}),
    ...(prompt === undefined ? {} : { [PROMPT]: prompt }),
    ...(page_tokens === null ? {} : { [PAGE_TOKENS]: String(page_tokens) }),
  };
}

/** The answer does not hang on it. */
function loadIconKeeper(ports: PanelPorts, tab: CurrentTab, site: string): Promise<void> {
  return import('../threads/keep-icon.ts').then(({ keepIcon }) => keepIcon(ports, tab, site)).catch(() => undefined);
}

/** Null where the tab cannot be read at all. Throws AppFailure `page-not-readable` where it should be but is not. */
export async function readPage(
  ports: PanelPorts,
  follow: TabInFront,
  options: CaptureOptions,
): Promise<PageSnapshot | null> {
  const tab = follow.tab();
  return tab === null || follow.state().status !== 'ready' ? null : ports.tabs.capture(tab, options);
}

/** A page that nobody can read but anybody can look at: its picture stands for it. */
function isToBeLookedAt(thrown: unknown): boolean {
  const error = toAppError(thrown);
  return error.kind === 'page-not-readable' && TO_BE_LOOKED_AT.includes(error.reason);
}

const TO_BE_LOOKED_AT: readonly PageNotReadable[] = ['image', 'painted', 'pdf-scan', 'pdf-locked', 'empty'];

function notReadable(reason: PageNotReadable, host: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason, host });
}
