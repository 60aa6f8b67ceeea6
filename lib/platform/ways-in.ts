import type { Intent, ToolbarButton } from '../protocol.ts';
import { browser } from './browser.ts';
import { hasSidePanel, openSidePanel, openSidePanelAnew } from './side-panel.ts';

type Tab = { readonly id?: number | undefined; readonly windowId?: number | undefined };

/** The keyboard commands of the manifest, and what each asks of the panel. */
const COMMANDS: Readonly<Record<string, Intent['type']>> = {
  'open-panel': 'read-tab',
  ask: 'ask',
  summarize: 'summarize',
};

type Doors = {
  /** Hands the intent to the window's panel; `anew`: to the one that is opening, not to the one that was open. */
  readonly intend: (windowId: number, intent: Intent, anew: boolean) => void;
  readonly mayOpenAnew: (windowId: number) => boolean;
};

/**
 * The toolbar button and the keyboard commands. Each opens the panel inside the user's gesture, before anything else, and
 * then tells it what was asked for.
 */
export function listenToWaysIn({ intend, mayOpenAnew }: Doors): void {
  function enter(tab: Tab | undefined, type: Intent['type']): void {
    if (tab?.windowId === undefined || tab.id === undefined) return;
    const { windowId } = tab;
    // Who asks wants to type at once.
    const anew = type === 'ask' && mayOpenAnew(windowId) && openSidePanelAnew(windowId);
    // Already open is fine, and a browser that cannot open it says so in its own words.
    if (!anew) openSidePanel(windowId).catch(() => undefined);
    intend(windowId, { type, tab_id: tab.id }, anew);
  }

  browser.action.onClicked.addListener((tab) => enter(tab, 'read-tab'));
  browser.commands.onCommand.addListener((command, tab) => {
    const type = COMMANDS[command];
    if (type !== undefined) enter(tab, type);
  });
}

/** A button with a popup reports no click. Without a place beside the page there is nothing else it could open. */
export async function setToolbarButton(opens: ToolbarButton): Promise<void> {
  await browser.action.setPopup({ popup: opens === 'popup' || !hasSidePanel() ? '/popup.html' : '' });
}
