import type { Citation } from '../assistants/objects.ts';
import { toAppError } from '../errors.ts';
import type { Asking } from './asking.ts';
import type { Draft } from './draft.ts';
import type { FollowTab } from './follow-tab.ts';
import { loadRead } from './load-read.ts';
import { type Mentions, mayMention } from './mentions.ts';
import type { PanelActions } from './model.ts';
import type { PanelPorts } from './ports.ts';
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
};

/** What the panel's buttons do. */
export function createActions({ ports, asking, work, draft, follow, selection, mentions }: ActionParts): PanelActions {
  async function send(): Promise<void> {
    const typed = draft.text();
    const marked = selection.current();
    const site = follow.site();
    if (typed.trim() === '' || !(await asking.send(typed.trim(), marked))) return;
    if (selection.current() === marked) selection.set(null);
    await draft.sent(site, typed);
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
    changeDraft: draft.change,
    send: () => void send(),
    summarize: () => void asking.summarize(),
    stop: () => void asking.stop(),
    newThread: () => void onSite((site) => ports.background.send('thread-start', { site })),
    chooseThread: (thread_id) => void onSite((site) => ports.background.send('thread-choose', { site, thread_id })),
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
    openSettings: ports.openSettings,
    unlockKeys: (passphrase) => ports.background.send('keys-unlock', { passphrase }).then(() => null, toAppError),
    dismissNotice: () => work.notify(follow.site(), null),
  };
}
