import { browser } from './browser.ts';

/** Chromium's side panel; the polyfill's types do not know it. */
type SidePanel = { open(options: { windowId: number }): Promise<void> };

function chromiumSidePanel(): SidePanel | undefined {
  return 'sidePanel' in browser ? (browser.sidePanel as SidePanel) : undefined;
}

/** Whether this browser has a place beside the page: Chromium's side panel or Firefox's sidebar. */
export function hasSidePanel(): boolean {
  return chromiumSidePanel() !== undefined || browser.sidebarAction !== undefined;
}

/** Opens the panel. Needs the user's gesture: call it first in the handler, before any await. */
export function openSidePanel(windowId: number): Promise<void> {
  const panel = chromiumSidePanel();
  return panel === undefined ? browser.sidebarAction.open() : panel.open({ windowId });
}
