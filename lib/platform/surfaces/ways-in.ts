import type { Intent, ToolbarButton, Wish } from '../../protocol.ts';
import { browser } from '../browser.ts';
import { listenToContextMenus } from './context-menus.ts';
import { type FoundThread, listenToOmnibox } from './omnibox.ts';
import { hasSidePanel, openSidePanel, openSidePanelAnew } from './side-panel.ts';

type Tab = { readonly id?: number | undefined; readonly windowId?: number | undefined };

/** The keyboard commands of the manifest, and what each asks of the panel. */
const COMMANDS: Readonly<Record<string, Wish>> = {
  'open-panel': { type: 'read-tab' },
  ask: { type: 'ask', text: '' },
  summarize: { type: 'summarize' },
};

/** After these the user wants to type at once. */
const TO_TYPE: readonly Wish['type'][] = ['ask', 'link', 'image'];

type Doors = {
  /** Hands the intent to the window's panel; `anew`: to the one that is opening, not to the one that was open. */
  readonly intend: (windowId: number, intent: Intent, anew: boolean) => void;
  readonly mayOpenAnew: (windowId: number) => boolean;
  /** Those whose title or messages hold all the words, the newest first. */
  readonly findThreads: (words: string, most: number) => Promise<readonly FoundThread[]>;
};

/**
 * The toolbar button, the keyboard commands, the page's menu and the address bar. Each opens the panel inside the user's gesture,
 * before anything else, and then tells it what was asked for.
 */
export function listenToWaysIn({ intend, mayOpenAnew, findThreads }: Doors): void {
  function enter(tab: Tab | undefined, wish: Wish): void {
    if (tab?.windowId === undefined || tab.id === undefined) return;
    const { windowId } = tab;
    const anew = TO_TYPE.includes(wish.type) && mayOpenAnew(windowId) && openSidePanelAnew(windowId);
    // Already open is fine, and a browser that cannot open it says so in its own words.
    if (!anew) openSidePanel(windowId).catch(() => undefined);
    intend(windowId, { ...wish, tab_id: tab.id }, anew);
  }

  /** The address bar names no tab, and to ask for it would end the gesture. */
  async function enterInFront(wish: Wish): Promise<void> {
    openSidePanel(browser.windows.WINDOW_ID_CURRENT).catch(() => undefined);
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab?.id !== undefined && tab.windowId !== undefined) intend(tab.windowId, { ...wish, tab_id: tab.id }, false);
  }

  browser.action.onClicked.addListener((tab) => enter(tab, { type: 'read-tab' }));
  browser.commands.onCommand.addListener((command, tab) => {
    const wish = COMMANDS[command];
    if (wish !== undefined) enter(tab, wish);
  });
  listenToContextMenus(enter);
  listenToOmnibox((wish) => void enterInFront(wish), findThreads);
}

/** A button with a popup reports no click. Without a place beside the page there is nothing else it could open. */
export async function setToolbarButton(opens: ToolbarButton): Promise<void> {
  await browser.action.setPopup({ popup: opens === 'popup' || !hasSidePanel() ? '/popup.html' : '' });
}
