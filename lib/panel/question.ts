import { AppFailure, type PageNotReadable, toAppError } from '../errors.ts';
import { selectionSnapshot } from '../page/passages.ts';
import { siteOf } from '../page/site.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import { attachment, attachPages } from './attach-page.ts';
import type { FollowTab } from './follow-tab.ts';
import type { Mentions, ReadTabs } from './mentions.ts';
import type { CaptureOptions, DraftPicture, PanelPorts } from './ports.ts';
import type { Question, Requests } from './requests.ts';
import type { Selection } from './selection.ts';

export type Asked = {
  readonly text: string;
  readonly task: 'answer' | 'summarize';
  /** What the user had marked, when it goes with the question. */
  readonly selection: Selection | null;
  readonly pictures: readonly DraftPicture[];
};

export type Prepared = {
  readonly thread_id: string;
  readonly question: Question;
  readonly title: string;
  /** The other tabs that go along. */
  readonly taken: readonly number[];
};

type Parts = {
  readonly ports: PanelPorts;
  readonly requests: Requests;
  readonly follow: FollowTab;
  readonly mentions: Mentions;
};

const NO_TABS: ReadTabs = { snapshots: [], tab_ids: [] };

/** Reads the page in front and gets everything ready for the run. Stops between any two steps when the signal is aborted. */
export async function prepareQuestion(
  { ports, requests, follow, mentions }: Parts,
  { text, task, selection, pictures }: Asked,
  options: CaptureOptions,
): Promise<Prepared> {
  const { signal } = options;
  const state = follow.state();
  const tab = follow.tab();
  if (state.status === 'loading' || state.status === 'not-granted') throw notReadable('not-granted', '');
  if (task === 'summarize' && state.status === 'unreadable') throw notReadable(state.reason, state.site);
  const snapshot = await readPage(ports, follow, options).catch((thrown: unknown) => {
    if (pictures.length > 0 && isToBeLookedAt(thrown)) return null;
    throw thrown;
  });
  signal.throwIfAborted();
  // The tab may have gone elsewhere since it was looked at: what is read goes into its own site's thread or nowhere.
  if (snapshot !== null && siteOf(snapshot.url) !== state.site) throw notReadable('closed', state.site);
  const others = task === 'summarize' ? NO_TABS : await mentions.read(state.site, tab, options);
  signal.throwIfAborted();
  const { thread_id } = await ports.background.send('thread-current', { site: state.site });
  signal.throwIfAborted();
  const marked = snapshot !== null && selection?.url === snapshot.url ? selection.text : null;
  const selected = snapshot === null || marked === null ? null : selectionSnapshot({ ...snapshot, selection: marked });
  const attachments = [
    ...(await attachPages(ports.reads, requests, thread_id, { front: snapshot, others: others.snapshots })),
    ...(selected === null ? [] : [attachment((await requests.createPage(selected)).id)]),
  ];
  signal.throwIfAborted();
  const shown = await Promise.all(pictures.map(({ picture }) => requests.createPicture(picture)));
  signal.throwIfAborted();
  const title = task === 'summarize' && state.title !== '' ? state.title : text;
  return {
    thread_id,
    title,
    taken: others.tab_ids,
    question: { text, attachments, pictures: shown.map(({ id }) => id), metadata: { task } },
  };
}

/** Null where the tab cannot be read at all. Throws AppFailure `page-not-readable` where it should be but is not. */
export async function readPage(
  ports: PanelPorts,
  follow: FollowTab,
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
