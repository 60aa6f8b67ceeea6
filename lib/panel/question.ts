import { AppFailure, type PageNotReadable } from '../errors.ts';
import { selectionSnapshot } from '../page/passages.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import { attachment, attachPage } from './attach-page.ts';
import type { FollowTab } from './follow-tab.ts';
import type { PanelPorts } from './ports.ts';
import type { Question, Requests } from './requests.ts';

export type Asked = {
  readonly text: string;
  readonly task: 'answer' | 'summarize';
  /** What the user had marked on the page, when it goes with the question. */
  readonly selection: string | null;
};

/** What a model is told besides the user's words when it summarizes. */
const SUMMARY = [
  'Summarize the last page in the language it is written in.',
  'Start with one sentence that says what it is; then the points that matter, most important first, as a list of three to seven items.',
].join(' ');

/** Reads the page in front and gets everything ready for the run: the site's thread, the attachments, a title. */
export async function prepareQuestion(
  { ports, requests, follow }: { ports: PanelPorts; requests: Requests; follow: FollowTab },
  { text, task, selection }: Asked,
): Promise<{ readonly thread_id: string; readonly question: Question }> {
  const state = follow.state();
  if (state.status === 'loading' || state.status === 'not-granted') throw notReadable('not-granted', '');
  if (task === 'summarize' && state.status === 'unreadable') throw notReadable(state.reason, state.site);
  const snapshot = await readPage(ports, follow);
  const { thread_id } = await ports.background.send('thread-current', { site: state.site });
  const selected = snapshot === null || selection === null ? null : selectionSnapshot({ ...snapshot, selection });
  const attachments = [
    ...(snapshot === null ? [] : await attachPage(ports.reads, requests, thread_id, snapshot)),
    ...(selected === null ? [] : [attachment((await requests.createPage(selected)).id)]),
  ];
  const thread = await ports.reads.getThread(thread_id);
  if (thread?.metadata['title'] === undefined)
    await requests.titleThread(thread_id, task === 'summarize' && state.title !== '' ? state.title : text);
  const more = task === 'summarize' ? { additional_instructions: SUMMARY } : {};
  return { thread_id, question: { text, attachments, metadata: { task }, ...more } };
}

/** Null where the tab cannot be read at all. Throws AppFailure `page-not-readable` where it should be but is not. */
export async function readPage(ports: PanelPorts, follow: FollowTab): Promise<PageSnapshot | null> {
  const tab = follow.tab();
  return tab === null || follow.state().status !== 'ready' ? null : ports.tabs.capture(tab);
}

function notReadable(reason: PageNotReadable, host: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason, host });
}
