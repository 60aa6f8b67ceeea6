import { notReadable, siteOf } from '../page/site.ts';
import type { TabState } from './model.ts';
import type { CurrentTab, PanelTabs } from './ports.ts';

/**
 * The tab beside the panel as the browser tells it now. With `activeTab` alone the address is known only where the user has
 * clicked or pressed a key; elsewhere the state is neutral and names no site.
 */
export function createFollowTab(tabs: PanelTabs, changed: () => void, failed: (thrown: unknown) => void) {
  let state: TabState = { status: 'loading' };
  let current: CurrentTab | null = null;
  let newest = 0;
  /** Where the user has called us, which opens every page that can be opened. */
  let called: number | null = null;

  let latest = Promise.resolve();

  /** Resolves when what is known is not older than the call, or cannot be known. `calledAt`: a tab at which the user has called us. */
  function refresh(calledAt: number | null = called): Promise<void> {
    called = calledAt;
    latest = look().catch(failed);
    return latest;
  }

  async function look(): Promise<void> {
    const asked = ++newest;
    const tab = await tabs.current();
    if (asked !== newest) return latest; // a later answer is already on its way
    const isClosed = tab !== null && tab.id === called && !tab.url && !tab.closed;
    current = isClosed ? { ...tab, closed: 'browser-page' } : tab;
    state = tabState(current, tabs.canRequestSite());
    changed();
  }

  /** The site in front; empty while it is not known which. */
  function site(): string {
    return state.status === 'ready' || state.status === 'unreadable' ? state.site : '';
  }

  tabs.onChange(() => void refresh(null));
  return { refresh, site, state: () => state, tab: () => current };
}

export type FollowTab = ReturnType<typeof createFollowTab>;

/** Site of the pages whose very name the browser keeps to itself. */
const BROWSER_SITE = 'browser';

function tabState(tab: CurrentTab | null, can_ask: boolean): TabState {
  if (tab?.closed) return { status: 'unreadable', site: BROWSER_SITE, title: '', reason: tab.closed };
  if (tab?.url === undefined || tab.url === '') return { status: 'not-granted', can_ask };
  const { url, title } = tab;
  const site = siteOf(url);
  const reason = tab.never_read ? 'never-read' : notReadable(url);
  return reason === null ? { status: 'ready', site, title, url } : { status: 'unreadable', site, title, reason };
}
