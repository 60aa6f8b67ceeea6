import type { PanelTabs } from '../panel/ports.ts';
import { browser } from './browser.ts';
import { captureTab, whyClosed } from './capture-tab.ts';
import { highlightTab } from './highlight-tab.ts';

/** Every web page: asked for only when the user wants the panel to follow all tabs. */
const ALL_SITES = ['http://*/*', 'https://*/*'];

/** Chromium shows the wish beside its toolbar button; Firefox and the polyfill's types do not know it. */
type HostAccess = { addHostAccessRequest?(request: { tabId: number }): Promise<void> };

const hostAccess = browser.permissions as HostAccess;

/** The tab beside a surface in the given window. */
export function panelTabs(windowId: number): PanelTabs {
  return {
    async current() {
      const [tab] = await browser.tabs.query({ active: true, windowId });
      if (tab?.id === undefined) return null;
      const { id, url, title = '' } = tab;
      return { id, url, title, closed: url === undefined ? await whyClosed(id) : null };
    },

    onChange(callback) {
      browser.tabs.onActivated.addListener((tab) => tab.windowId === windowId && callback());
      browser.tabs.onUpdated.addListener((_id, change, tab) => {
        if (tab.windowId === windowId && tab.active && (change.url ?? change.title ?? change.status) !== undefined)
          callback();
      });
      browser.permissions.onAdded.addListener(callback);
      browser.permissions.onRemoved.addListener(callback);
    },

    capture: captureTab,
    highlight: highlightTab,

    open(url) {
      void browser.tabs.create({ url });
    },

    canRequestSite: () => hostAccess.addHostAccessRequest !== undefined,

    requestSite(tab) {
      // The browser allows few such wishes in a short time and says so by an error; the user's next click is a new one.
      hostAccess.addHostAccessRequest?.({ tabId: tab.id }).catch(() => undefined);
    },

    requestAllSites() {
      void browser.permissions.request({ origins: ALL_SITES });
    },
  };
}
