import { browser } from '../browser.ts';

/** Chromium's side panel; the polyfill's types do not know it. */
type SidePanel = {
  open(options: { windowId: number }): Promise<void>;
  setOptions(options: { enabled: boolean; path?: string }): Promise<void>;
};

function chromiumSidePanel(): SidePanel | undefined {
  return 'sidePanel' in browser ? (browser.sidePanel as SidePanel) : undefined;
}

/** Whether this browser has a place beside the page: Chromium's side panel or Firefox's sidebar. */
export function hasSidePanel(): boolean {
  return chromiumSidePanel() !== undefined || browser.sidebarAction !== undefined;
}

/** Opens the panel, or the popup where there is none. Needs the user's gesture: call it first in the handler, before any await. */
export function openSidePanel(windowId: number): Promise<void> {
  const panel = chromiumSidePanel();
  if (!hasSidePanel()) return browser.action.openPopup();
  return panel === undefined ? browser.sidebarAction.open() : panel.open({ windowId });
}

/**
 * Opens the panel with the keyboard in it. Chromium gives a panel that is open already no focus while the page has it, and takes an
 * `open` after `close` for nothing to do; a panel that was switched off and on is a new one and gets the focus. That holds for
 * all windows, so their panels close. False where this is not possible. Needs the user's gesture, like `openSidePanel`.
 */
export function openSidePanelAnew(windowId: number): boolean {
  const panel = chromiumSidePanel();
  if (panel === undefined) return false;
  void panel.setOptions({ enabled: false });
  void panel.setOptions({ enabled: true, path: 'sidepanel.html' });
  panel.open({ windowId }).catch(() => undefined);
  return true;
}
