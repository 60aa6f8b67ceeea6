import type { Menus, Tabs } from 'webextension-polyfill';
import { t } from '../../i18n/index.ts';
import type { Wish } from '../../protocol.ts';
import { browser } from '../browser.ts';

type Item = {
  readonly id: string;
  readonly title: () => string;
  readonly context: Menus.ContextType;
  /** What a click asks of the panel; null where the click tells too little. */
  readonly wish: (click: Menus.OnClickData) => Wish | null;
};

const ITEMS: readonly Item[] = [
  {
    id: 'summarize',
    title: () => t('menu_summarize'),
    context: 'page',
    wish: () => ({ type: 'summarize' }),
  },
  {
    id: 'ask-selection',
    title: () => t('menu_ask_selection'),
    context: 'selection',
    wish: ({ selectionText = '' }) => ({ type: 'ask', text: selectionText }),
  },
  {
    id: 'explain',
    title: () => t('menu_explain'),
    context: 'selection',
    wish: ({ selectionText = '' }) => ({ type: 'prompt', prompt_id: 'explain', text: selectionText }),
  },
  {
    id: 'translate',
    title: () => t('menu_translate'),
    context: 'selection',
    wish: ({ selectionText = '' }) => ({ type: 'prompt', prompt_id: 'translate', text: selectionText }),
  },
  {
    id: 'ask-link',
    title: () => t('menu_ask_link'),
    context: 'link',
    wish: ({ linkUrl, linkText = '' }) =>
      linkUrl === undefined ? null : { type: 'link', url: linkUrl, text: linkText },
  },
  {
    id: 'ask-image',
    title: () => t('menu_ask_image'),
    context: 'image',
    wish: ({ srcUrl, frameId = 0 }) =>
      srcUrl === undefined ? null : { type: 'image', url: srcUrl, frame_id: frameId },
  },
];

/** Where there is something to read: not in the browser's own pages and not in ours. */
const PAGES = ['http://*/*', 'https://*/*', 'file:///*'];

/**
 * What the page's menu offers. The browser keeps the items while the background sleeps; they are made again at each install,
 * update and start of the browser, whose language may be another one then.
 */
export function listenToContextMenus(enter: (tab: Tabs.Tab | undefined, wish: Wish) => void): void {
  // Not in Firefox for Android.
  if (browser.contextMenus === undefined) return;
  browser.contextMenus.onClicked.addListener((click, tab) => {
    const wish = ITEMS.find(({ id }) => id === click.menuItemId)?.wish(click) ?? null;
    if (wish !== null) enter(tab, wish);
  });
  browser.runtime.onInstalled.addListener(() => void make());
  browser.runtime.onStartup.addListener(() => void make());
}

async function make(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, context } of ITEMS)
    browser.contextMenus.create({ id, title: title(), contexts: [context], documentUrlPatterns: PAGES }, ignoreSame);
}

/** An update at a start makes them twice; reading the error says that it was expected. */
function ignoreSame(): void {
  void browser.runtime.lastError;
}
