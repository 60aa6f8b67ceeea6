import type { Citation } from '../assistants/objects.ts';
import type { Asking } from './asking.ts';
import type { Draft } from './draft.ts';
import type { FollowTab } from './follow-tab.ts';
import type { PanelActions } from './model.ts';
import type { PanelPorts } from './ports.ts';
import type { PendingSelection } from './selection.ts';
import { showCitation } from './show-citation.ts';

export type ActionParts = {
  readonly ports: PanelPorts;
  readonly asking: Asking;
  readonly draft: Draft;
  readonly follow: FollowTab;
  readonly selection: PendingSelection;
};

/** What the panel's buttons do. */
export function createActions({ ports, asking, draft, follow, selection }: ActionParts): PanelActions {
  async function send(): Promise<void> {
    const typed = draft.text();
    if (typed.trim() === '' || !(await asking.send(typed.trim(), selection.text()))) return;
    selection.set(null);
    draft.clearIf(typed);
  }

  async function show(citation: Citation): Promise<void> {
    const error = await showCitation(ports, follow.tab(), citation);
    if (error !== null) asking.notify(error);
  }

  function onSite(work: (site: string) => Promise<unknown>): void {
    const tab = follow.state();
    if (tab.status !== 'ready' && tab.status !== 'unreadable') return;
    asking.notify(null);
    void work(tab.site);
  }

  return {
    changeDraft: draft.change,
    send: () => void send(),
    summarize: () => void asking.summarize(),
    stop: () => void asking.stop(),
    newThread: () => onSite((site) => ports.background.send('thread-start', { site })),
    chooseThread: (thread_id) => onSite((site) => ports.background.send('thread-choose', { site, thread_id })),
    removeSelection: () => selection.set(null),
    retry: () => void asking.retry(),
    continueAnswer: () => void asking.continueAnswer(),
    showCitation: (citation) => void show(citation),
    openLink: ports.tabs.open,
    allowSite: () => {
      const tab = follow.tab();
      if (tab !== null) ports.tabs.requestSite(tab);
    },
    followTabs: ports.tabs.requestAllSites,
    openSettings: ports.openSettings,
    dismissNotice: () => asking.notify(null),
  };
}
