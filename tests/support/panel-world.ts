import { vi } from 'vitest';
import type { FileObject, Run, Thread } from '../../lib/assistants/objects.ts';
import type { Connection } from '../../lib/models/connection.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import type { OpenTab } from '../../lib/panel/model.ts';
import { createPanel } from '../../lib/panel/panel.ts';
import type {
  CaptureOptions,
  CurrentTab,
  DraftPicture,
  PanelPorts,
  SiteRows,
  ThreadRows,
} from '../../lib/panel/ports.ts';
import type { BackgroundFrame } from '../../lib/protocol.ts';

export type Asked = { readonly path: string; readonly body: string };

export const A: CurrentTab = { id: 1, url: 'https://a.test/', title: 'A', closed: null };
export const B: CurrentTab = { id: 2, url: 'https://b.test/', title: 'B', closed: null };
export const UNKNOWN: CurrentTab = { id: 3, url: undefined, title: '', closed: null };

/** Lets what was begun come through: turns of the event loop, because a busy machine makes milliseconds mean little. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A panel with a browser, a background and a database made of a few maps. */
export function createPanelWorld() {
  let tab: CurrentTab | null = null;
  let tabChanged = () => {};
  const frames: ((frame: BackgroundFrame) => void)[] = [];
  const sites = new Map<string, (rows: SiteRows) => void>();
  const threads = new Map<string, (rows: ThreadRows) => void>();
  const current = new Map<string, string>();
  const runs = new Map<string, Run>();
  const world = {
    asked: [] as Asked[],
    captured: [] as number[],
    drafts: new Map<string, string>(),
    draftPictures: new Map<string, readonly DraftPicture[]>(),
    screenshot: vi.fn(async () => new Blob(['seen'], { type: 'image/jpeg' })),
    connection: undefined as Connection | undefined,
    isBlind: false,
    /** What the page says it is when it is read, where that differs from the tab. */
    readUrl: null as string | null,
    /** Holds these back until they are resolved. */
    capturing: Promise.resolve(),
    creating: Promise.resolve(),
    /** Open tabs beside the one in front. */
    others: [] as OpenTab[],
    /** What these tabs show by the time they are read, by number. */
    elsewhere: new Map<number, string>(),
    unreadable: new Map<number, Error>(),
    /** How a tab is read where that takes its time, by number. */
    reading: new Map<number, (options: CaptureOptions) => Promise<PageSnapshot>>(),
    show: vi.fn(async () => undefined),
    highlight: vi.fn(async () => true),
    lead: vi.fn(async () => undefined),
    requestOrigin: vi.fn(async () => true),
    send: vi.fn(async () => undefined),
    setTab(next: CurrentTab) {
      tab = next;
      tabChanged();
      return settle();
    },
    /** Another tab comes to the front, and the browser has not said so yet. */
    slipTo(next: CurrentTab) {
      tab = next;
    },
    finishRun(thread: string) {
      const run = runs.get(thread);
      if (run === undefined) throw new Error(`No run in ${thread}.`);
      show(thread, { ...run, status: 'completed' });
      return settle();
    },
  };

  function show(thread: string, run: Run): void {
    runs.set(thread, run);
    threads.get(thread)?.({ messages: [], run, versions: [], files: [] });
  }

  async function answer(path: string, body: string): Promise<unknown> {
    world.asked.push({ path, body });
    if (path === '/files') return { id: `file-${world.asked.length}` };
    const thread = path.match(/^\/threads\/([^/]+)\/runs$/)?.[1];
    if (thread === undefined) return {};
    await world.creating;
    const run = {
      id: `run-${world.asked.length}`,
      thread_id: thread,
      status: 'in_progress',
      metadata: {},
      local: {},
    } as Run;
    const { metadata } = JSON.parse(body);
    show(thread, { ...run, metadata });
    return { ...run, metadata };
  }

  const ports: PanelPorts = {
    reads: {
      thread: (id) => (onValue) => {
        threads.set(id, onValue);
        setTimeout(() => onValue({ messages: [], run: runs.get(id), versions: [], files: [] }), 1);
        return () => threads.delete(id);
      },
      usage: () => () => () => {},
      site: (site) => (onValue) => {
        sites.set(site, onValue);
        setTimeout(() => onValue({ threads: [], current: current.get(site) ?? null }), 1);
        return () => sites.delete(site);
      },
      defaultConnection: () => (onValue) => {
        setTimeout(() => onValue(world.connection), 1);
        return () => {};
      },
      learned: () => () => () => {},
      draftPictures: async (site) => world.draftPictures.get(site) ?? [],
      keepDraftPictures: async (site, pictures) => {
        world.draftPictures.set(site, pictures);
      },
      picture: async () => undefined,
      draft: async (site) => world.drafts.get(site) ?? '',
      keepDraft: async (site, text) => {
        world.drafts.set(site, text);
      },
      runSteps: async () => [],
      getRun: async (id) => [...runs.values()].find((run) => run.id === id),
      connections: async () => (world.connection === undefined ? [] : [world.connection]),
      getThread: async () => ({ metadata: { title: 'Known' }, local: { pages: [] } }) as unknown as Thread,
      findPage: async () => undefined as FileObject | undefined,
      snapshot: async () => snapshotOf('https://a.test/'),
    },
    tabs: {
      current: async () => tab,
      onChange: (callback) => {
        tabChanged = callback;
      },
      capture: async (read, options) => {
        world.captured.push(read.id);
        const slow = world.reading.get(read.id);
        if (slow !== undefined) return slow(options);
        await world.capturing;
        const failure = world.unreadable.get(read.id);
        if (failure !== undefined) throw failure;
        return snapshotOf(world.elsewhere.get(read.id) ?? world.readUrl ?? read.url ?? '');
      },
      openTabs: async () => ({ tabs: world.others, unnamed: false }),
      show: world.show,
      highlight: world.highlight,
      seek: async () => true,
      lead: world.lead,
      open() {},
      canRequestSite: () => false,
      requestSite() {},
      requestAllSites: vi.fn(),
      requestOrigin: world.requestOrigin,
      requestNames: async () => true,
    },
    background: {
      async post({ id, path, body }) {
        const value = await answer(path, body === null ? '' : Buffer.from(body, 'base64').toString());
        for (const receive of frames) receive({ type: 'api-response', id, status: 200, body: JSON.stringify(value) });
      },
      watch() {},
      wake() {},
      onFrame: (receive) => frames.push(receive),
      onStop() {},
      send: (async (name: string, { site }: { site: string }) => {
        await world.send();
        if (name !== 'thread-current') return null;
        const thread_id = `thread-${site}`;
        current.set(site, thread_id);
        setTimeout(() => sites.get(site)?.({ threads: [], current: thread_id }), 1);
        return { thread_id };
      }) as PanelPorts['background']['send'],
    },
    pictures: { ofTab: world.screenshot, of: async (file) => file },
    isBlind: () => world.isBlind,
    loadCosts: async () => () => null,
    schedule: (callback) => callback(),
    openSettings() {},
  };
  const panel = createPanel(ports);
  panel.start(() => {});
  return { world, panel, actions: panel.actions, setTab: world.setTab, state: () => panel.state() };
}

export function snapshotOf(url: string): PageSnapshot {
  return {
    url,
    title: 'A page',
    byline: null,
    language: 'en',
    captured_at: 1,
    content_hash: url,
    kind: 'page',
    markdown: 'Some words.',
    passages: [{ id: 1, text: 'Some words.', headings: [] }],
    selection: `marked on ${url}`,
  };
}
