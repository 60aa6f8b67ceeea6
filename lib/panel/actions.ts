import type { Citation } from '../assistants/objects.ts';
import { toAppError } from '../errors.ts';
import type { Asking } from './asking.ts';
import type { Draft } from './draft.ts';
import type { FollowTab } from './follow-tab.ts';
import { loadRead } from './load-read.ts';
import { loadSteps } from './load-steps.ts';
import { type Mentions, mayMention } from './mentions.ts';
import type { MessageWork } from './message-work.ts';
import type { PanelActions, Sight } from './model.ts';
import type { PendingPictures } from './pictures.ts';
import type { CurrentTab, PanelPorts } from './ports.ts';
import type { PendingSelection } from './selection.ts';
import type { SiteWork } from './site-work.ts';

export type ActionParts = {
  readonly ports: PanelPorts;
  readonly asking: Asking;
  readonly work: SiteWork;
  readonly draft: Draft;
  readonly follow: FollowTab;
  readonly selection: PendingSelection;
  readonly mentions: Mentions;
  readonly pictures: PendingPictures;
  readonly messageWork: MessageWork;
  readonly sight: () => Sight;
};

/** What the panel's buttons do. */
export function createActions(parts: ActionParts): PanelActions {
  const { ports, asking, work, draft, follow, selection, mentions, pictures, sight } = parts;

  async function send(): Promise<void> {
    const typed = draft.text();
    const marked = selection.current();
    const site = follow.site();
    // For a model that cannot see they stay where they are.
    const shown = sight() === 'likely' ? pictures.current() : [];
    if (typed.trim() === '' || !(await asking.send(typed.trim(), marked, shown))) return;
    if (selection.current() === marked) selection.set(null);
    await Promise.all([draft.sent(site, typed), pictures.sent(site, shown)]);
  }

  /** Into the question of the site in front. */
  async function addPicture(take: (tab: CurrentTab) => Promise<Blob>): Promise<void> {
    const site = follow.site();
    const tab = follow.tab();
    work.notify(site, null);
    if (tab === null || site === '') return work.notify(site, { kind: 'no-picture', reason: 'not-granted' });
    const added = take(tab).then((picture) => pictures.add(site, picture));
    // Another one's failure is still to be read.
    await added.catch((thrown: unknown) => work.notify(site, toAppError(thrown)));
  }

  async function show(citation: Citation): Promise<void> {
    const site = follow.site();
    const tab = follow.tab();
    const shown = import('./show-citation.ts').then(({ showCitation }) => showCitation(ports, tab, citation));
    work.notify(site, await shown.catch(toAppError));
  }

  async function onSite(task: (site: string) => Promise<unknown>): Promise<void> {
    const tab = follow.state();
    if (tab.status !== 'ready' && tab.status !== 'unreadable') return;
    work.notify(tab.site, await task(tab.site).then(() => null, toAppError));
  }

  return {
    ...parts.messageWork.actions,
    changeDraft: draft.change,
    send: () => void send(),
    summarize: () => void asking.summarize(),
    stop: () => void asking.stop(),
    newThread: () => void onSite((site) => ports.background.send('thread-start', { site })),
    chooseThread: (thread_id) => void onSite((site) => ports.background.send('thread-choose', { site, thread_id })),
    addScreenshot: () => void addPicture((tab) => ports.pictures.ofTab(tab)),
    addPicture: (file) => void addPicture(() => ports.pictures.of(file)),
    removePicture: pictures.remove,
    loadPicture: (fileId) => ports.reads.picture(fileId),
    removeSelection: () => selection.set(null),
    async openTabs() {
      const open = await ports.tabs.openTabs();
      return { ...open, tabs: open.tabs.filter(mayMention) };
    },
    mention: (tab) => void mentions.choose(follow.site(), tab),
    removeMention: (tabId) => mentions.remove(follow.site(), tabId),
    nameTabs: () => ports.tabs.requestNames(),
    retry: () => void asking.retry(),
    continueAnswer: () => void asking.continueAnswer(),
    showCitation: (citation) => void show(citation),
    openLink: ports.tabs.open,
    loadRead: (read) => loadRead(ports.reads, read),
    loadSteps: (runId) => loadSteps(ports.reads, runId),
    ...grants(parts, onSite),
    openSettings: ports.openSettings,
    unlockKeys: (passphrase) => ports.background.send('keys-unlock', { passphrase }).then(() => null, toAppError),
    dismissNotice: () => work.notify(follow.site(), null),
  };
}

/** What asks the browser's user. All of it is called first thing in a click or a key press. */
function grants(
  { ports, follow }: Pick<ActionParts, 'ports' | 'follow'>,
  onSite: (task: () => Promise<unknown>) => Promise<void>,
): Pick<PanelActions, 'allowSite' | 'allowFiles' | 'followTabs'> {
  return {
    allowSite: () => {
      const tab = follow.tab();
      if (tab?.url !== undefined) void onSite(() => ports.tabs.requestOrigin(tab.url ?? ''));
      else if (tab === null || !ports.tabs.canRequestSite()) ports.tabs.requestAllSites();
      else ports.tabs.requestSite(tab);
    },
    allowFiles: () => {
      const url = follow.tab()?.url;
      if (url !== undefined) void onSite(() => ports.tabs.requestOrigin(url));
    },
    followTabs: ports.tabs.requestAllSites,
  };
}
