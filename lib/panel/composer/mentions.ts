import { AppFailure, type PageNotReadable } from '../../errors.ts';
import { notReadable, siteOf } from '../../page/site.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { LeftOut, MentionView, OpenTab } from '../model.ts';
import type { CaptureOptions, CurrentTab, PanelTabs } from '../ports.ts';

type Mention = { readonly tab: OpenTab; readonly view: MentionView };

/** What was read of the other tabs, and which they were. */
export type ReadTabs = { readonly snapshots: readonly PageSnapshot[]; readonly tab_ids: readonly number[] };

/**
 * Milliseconds without a sign of life from a tab, after which the question goes without it. A page that never ends loading takes five
 * seconds, a frame of it that hangs five more, a video that nobody answers for twelve.
 */
const TAB_TIMEOUT = 25_000;

const NONE: readonly MentionView[] = [];

/**
 * The other tabs that go with the next question, by the site whose question it is. A tab that cannot go along says why and is
 * left out; the question and the others go without it.
 */
export function createMentions(tabs: PanelTabs, changed: () => void) {
  const bySite = new Map<string, readonly Mention[]>();
  let views = { of: [] as readonly Mention[], shown: NONE };

  const of = (site: string) => bySite.get(site) ?? [];

  function keep(site: string, mentions: readonly Mention[]): void {
    if (mentions.length === 0) bySite.delete(site);
    else bySite.set(site, mentions);
    changed();
  }

  /** What has been taken away meanwhile stays away. */
  function set(site: string, tabId: number, state: MentionView['state']): void {
    const next = of(site).map((one) => (one.tab.id === tabId ? { ...one, view: { ...one.view, state } } : one));
    keep(site, next);
  }

  /** As it is now. It may have come to the front while the page was read that the question began on. */
  async function find(tabId: number, open: readonly OpenTab[]): Promise<Pick<CurrentTab, 'id' | 'url'>> {
    const tab = open.find(({ id }) => id === tabId);
    if (tab?.asleep) throw leftOut('asleep');
    const front = tab === undefined ? await tabs.current() : null;
    const found = tab ?? (front?.id === tabId ? front : null);
    if (found === null) throw leftOut('closed');
    return found;
  }

  async function read(mention: Mention, open: readonly OpenTab[], signal: AbortSignal): Promise<PageSnapshot> {
    const tab = await find(mention.tab.id, open);
    const snapshot = await whileAlive(signal, (options) => tabs.capture(tab, options));
    // What the user chose was a page of one site: what another one shows in the same tab is not theirs to send.
    if (siteOf(snapshot.url) !== mention.tab.host) throw leftOut('elsewhere');
    return snapshot;
  }

  return {
    /** The tab that was chosen. */
    find: (site: string, tabId: number) => of(site).find(({ tab }) => tab.id === tabId)?.tab,

    views(site: string): readonly MentionView[] {
      const mentions = of(site);
      if (mentions !== views.of) views = { of: mentions, shown: mentions.map(({ view }) => view) };
      return mentions.length === 0 ? NONE : views.shown;
    },

    /**
     * Asks for the tab's site where it is not granted yet, unless that has been done: must be called first thing in the gesture that
     * chooses the tab.
     */
    async choose(site: string, tab: OpenTab, granted = tabs.requestOrigin(tab.url)): Promise<void> {
      const view: MentionView = { tab_id: tab.id, title: tab.title, host: tab.host, state: 'asking' };
      keep(site, [...of(site).filter((one) => one.tab.id !== tab.id), { tab, view }]);
      const isGranted = await granted.catch(() => false);
      set(site, tab.id, isGranted ? (tab.asleep ? 'asleep' : 'ready') : 'refused');
    },

    remove(site: string, tabId: number): void {
      keep(
        site,
        of(site).filter(({ tab }) => tab.id !== tabId),
      );
    },

    /** Reads all that may be read; the tab in front is read as the page itself. */
    async read(site: string, front: CurrentTab | null, options: CaptureOptions): Promise<ReadTabs> {
      const mentions = of(site).filter(({ view }) => isAllowed(view));
      const wanted = mentions.filter(({ tab }) => tab.id !== front?.id);
      const inFront = mentions.filter((one) => !wanted.includes(one)).map(({ tab }) => tab.id);
      if (wanted.length === 0) return { snapshots: [], tab_ids: inFront };
      const open = (await tabs.openTabs()).tabs;
      const snapshots = await Promise.all(
        wanted.map((mention) =>
          read(mention, open, options.signal).catch((thrown: unknown) => {
            if (!options.signal.aborted) set(site, mention.tab.id, reasonOf(thrown));
            return null;
          }),
        ),
      );
      return {
        snapshots: snapshots.filter((snapshot) => snapshot !== null),
        tab_ids: [...inFront, ...wanted.filter((_, index) => snapshots[index] !== null).map(({ tab }) => tab.id)],
      };
    },

    /** Takes away what went with the question; what was left out stays and says why. */
    sent(site: string, tabIds: readonly number[]): void {
      keep(
        site,
        of(site).filter(({ tab }) => !tabIds.includes(tab.id)),
      );
    },
  };
}

export type Mentions = ReturnType<typeof createMentions>;

/** Tabs that no extension can read are not worth choosing. */
export function mayMention({ url, never_read }: OpenTab): boolean {
  return !never_read && notReadable(url) === null;
}

/** A tab that could not go along may be able to by the next question, unless the user said no. */
function isAllowed({ state }: MentionView): boolean {
  return state !== 'asking' && state !== 'refused';
}

class TabLeftOut extends Error {
  readonly reason: LeftOut;

  constructor(reason: LeftOut) {
    super(reason);
    this.name = 'TabLeftOut';
    this.reason = reason;
  }
}

const leftOut = (reason: LeftOut) => new TabLeftOut(reason);

function reasonOf(thrown: unknown): LeftOut | PageNotReadable {
  if (thrown instanceof TabLeftOut) return thrown.reason;
  return thrown instanceof AppFailure && thrown.error.kind === 'page-not-readable' ? thrown.error.reason : 'failed';
}

/** Ends the reading of a tab that shows no sign of life for too long: a long file tells of each of its pages. */
async function whileAlive<T>(signal: AbortSignal, work: (options: CaptureOptions) => Promise<T>): Promise<T> {
  const silence = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => {
    silence.abort();
    reject(leftOut('no-answer'));
  };
  let timer = setTimeout(giveUp, TAB_TIMEOUT);
  // Progress that is shown is that of the page in front.
  const onProgress = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, TAB_TIMEOUT);
  };
  try {
    return await Promise.race([work({ signal: AbortSignal.any([signal, silence.signal]), onProgress }), promise]);
  } finally {
    clearTimeout(timer);
  }
}
