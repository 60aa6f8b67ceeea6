import { siteOf } from '../../page/site.ts';
import type { OpenTab, OpenTabs } from '../../panel/model.ts';
import { browser } from '../browser.ts';
import { ALL_SITES } from '../grants.ts';

type AnyTab = Awaited<ReturnType<typeof browser.tabs.query>>[number];

/** The tabs of all windows but the one in front in the given window. Private windows and the others see nothing of each other. */
export async function openTabs(windowId: number): Promise<OpenTabs> {
  const all = await browser.tabs.query({ windowType: 'normal' });
  const front = all.find((tab) => tab.active && tab.windowId === windowId);
  const others = all.filter((tab) => tab !== front && tab.incognito === front?.incognito).sort(lastUsedFirst);
  const tabs = others.flatMap(openTab);
  // With a grant for all sites, only the browser's own pages have no name, and nobody can read those.
  const isUnnamed = tabs.length < others.length && !(await browser.permissions.contains({ origins: [...ALL_SITES] }));
  return { tabs, unnamed: isUnnamed };
}

/** Nothing where the browser keeps the tab's address from us. */
function openTab({ id, url = '', title = '', discarded }: AnyTab): OpenTab[] {
  return id === undefined || url === '' ? [] : [{ id, url, host: siteOf(url), title, asleep: discarded === true }];
}

function lastUsedFirst(left: AnyTab, right: AnyTab): number {
  return (right.lastAccessed ?? 0) - (left.lastAccessed ?? 0);
}

export async function showTab(id: number): Promise<void> {
  const { windowId } = await browser.tabs.update(id, { active: true });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}
