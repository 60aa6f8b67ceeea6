import { vi } from 'vitest';
import type { FileObject, Run, Thread } from '../../lib/assistants/objects.ts';
import type { Connection } from '../../lib/models/connection.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import type { EarlierFile } from '../../lib/panel/composer/along-model.ts';
import type { OpenTab } from '../../lib/panel/model.ts';
import { createPanel } from '../../lib/panel/panel.ts';
import type {
  AnsweringRows,
  CaptureOptions,
  CurrentTab,
  DraftPicture,
  KeptFile,
  PanelPorts,
  SiteRows,
  ThreadRows,
} from '../../lib/panel/ports.ts';
import type { PromptRows } from '../../lib/panel/prompts/prompts-model.ts';
import type { BackgroundFrame } from '../../lib/protocol.ts';

// Loaded when it is first needed: what is measured in turns below is not how long that takes.
await Promise.all([
  import('../../lib/panel/asking/ask-question.ts'),
  import('../../lib/panel/composer/attempt-file.ts'),
  import('../../lib/panel/threads/keep-icon.ts'),
  import('../../lib/panel/conversation/load-preview.ts'),
  import('../../lib/panel/composer/measure-question.ts'),
  import('../../lib/panel/prompts/prompts.ts'),
  import('../../lib/panel/asking/question.ts'),
  import('../../lib/panel/composer/recall.ts'),
  import('../../lib/panel/prompts/run-prompt.ts'),
  import('../../lib/panel/conversation/show-citation.ts'),
  import('../../lib/panel/asking/thread-gone.ts'),
  import('../../lib/panel/threads/thread-library.ts'),
]);

export type Asked = { readonly path: string; readonly body: string };

export const A: CurrentTab = { id: 1, url: 'https://a.test/', title: 'A', closed: null };
export const B: CurrentTab = { id: 2, url: 'https://b.test/', title: 'B', closed: null };
export const UNKNOWN: CurrentTab = { id: 3, url: undefined, title: '', closed: null };

const OPENED = { id: 9, host: 'c.test', title: 'C', asleep: false };

/** Lets what was begun come through: turns of the event loop, because a busy machine makes milliseconds mean little. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A panel with a browser, a background and a database made of a few maps. */
export function createPanelWorld({ isFirstRun = false } = {}) {
  let tab: CurrentTab | null = null;
  let tabChanged = () => {};
  const frames: ((frame: BackgroundFrame) => void)[] = [];
  const sites = new Map<string, (rows: SiteRows) => void>();
  const threads = new Map<string, (rows: ThreadRows) => void>();
  const current = new Map<string, string>();
  const runs = new Map<string, Run>();
  const deleted = new Set<string>();
  const world = {
    asked: [] as Asked[],
    captured: [] as number[],
    drafts: new Map<string, string>(),
    edits: new Map<string, string>(),
    draftPictures: new Map<string, readonly DraftPicture[]>(),
    questions: new Map<string, readonly string[]>(),
    prompts: { own: [], hidden: [], keys: {} } as PromptRows,
    draftFiles: new Map<string, readonly KeptFile[]>(),
    earlierFiles: [] as readonly EarlierFile[],
    readFile: vi.fn<PanelPorts['readFile']>(async ({ name }) => fileSnapshot(name)),
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
    isFirstRun,
    /** What the user has marked, where that is not said by the page's address. */
    marked: undefined as string | null | undefined,
    sent: [] as (readonly [name: string, input: unknown])[],
    endFirstRun: vi.fn(async () => undefined),
    image: vi.fn(async () => new Blob(['picture'], { type: 'image/jpeg' })),
    openBehind: vi.fn(async (url: string): Promise<OpenTab> => ({ ...OPENED, url })),
    current: vi.fn(async () => tab),
    show: vi.fn(async () => undefined),
    highlight: vi.fn(async () => true),
    lead: vi.fn(async () => undefined),
    requestOrigin: vi.fn(async () => true),
    send: vi.fn(async () => undefined),
    /** What every thread is. */
    thread: { metadata: { title: 'Known' }, local: { site: 'a.test', pages: [] } } as unknown as Thread,
    setTab(next: CurrentTab) {
      tab = next;
      tabChanged();
      return settle();
    },
    /** Another tab comes to the front, and the browser has not said so yet. */
    slipTo(next: CurrentTab) {
      tab = next;
    },
    /** In another window. What the engine knows at once, the panel hears of when its live query runs again. */
    deleteThread(thread: string) {
      deleted.add(thread);
      for (const [site, id] of current) {
        if (id !== thread) continue;
        current.delete(site);
        setTimeout(() => sites.get(site)?.({ current: null }), 1);
      }
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
    if (deleted.has(thread)) return {};
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
        setTimeout(() => onValue({ current: current.get(site) ?? null }), 1);
        return () => sites.delete(site);
      },
      answering: () => (onValue) => {
        setTimeout(() => onValue(answeringRows(world)), 1);
        return () => {};
      },
      getAnswering: async () => answeringRows(world),
      answerOnSite: async () => undefined,
      assistants: async () => [],
      questions: async (id) => world.questions.get(id) ?? [],
      prompts: async () => world.prompts,
      draftPictures: async (key) => world.draftPictures.get(key) ?? [],
      keepDraftPictures: async (key, pictures, emptied = '') => {
        world.draftPictures.set(key, pictures);
        world.draftPictures.delete(emptied);
      },
      draftFiles: async (key) => world.draftFiles.get(key) ?? [],
      keepDraftFiles: async (key, files, emptied) => {
        world.draftFiles.set(key, files);
        if (emptied !== undefined) world.draftFiles.delete(emptied);
      },
      earlierFiles: async () => world.earlierFiles,
      picture: async () => undefined,
      isFirstRun: async () => world.isFirstRun,
      endFirstRun: world.endFirstRun,
      draft: async (key) => world.drafts.get(key) ?? '',
      keepDraft: async (key, text, emptied = '') => {
        world.drafts.set(key, text);
        world.drafts.delete(emptied);
      },
      edits: async () => world.edits,
      keepEdit: async (_threadId, messageId, text) => {
        if (text === null) world.edits.delete(messageId);
        else world.edits.set(messageId, text);
      },
      runSteps: async () => [],
      sentRequests: async () => [],
      getMessage: async () => undefined,
      firstOfRun: async () => undefined,
      getRun: async (id) => [...runs.values()].find((run) => run.id === id),
      connections: async () => (world.connection === undefined ? [] : [world.connection]),
      threadReads: async () => ({
        lists: () => () => () => {},
        shown: () => () => () => {},
        search: async () => ({ hits: [], more: false, partial: false }),
        exportRows: async () => undefined,
        icon: async () => null,
        iconAge: async () => 0,
        keepIcon: async () => undefined,
      }),
      getThread: async (id) => ({ ...world.thread, id }),
      findPage: async () => undefined as FileObject | undefined,
      snapshot: async () => snapshotOf('https://a.test/'),
    },
    tabs: {
      current: () => world.current(),
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
        const snapshot = snapshotOf(world.elsewhere.get(read.id) ?? world.readUrl ?? read.url ?? '');
        return world.marked === undefined ? snapshot : { ...snapshot, selection: world.marked };
      },
      icon: async () => ({ url: tab?.url ?? '', icon: null }),
      openTabs: async () => ({ tabs: world.others, unnamed: false }),
      show: world.show,
      highlight: world.highlight,
      seek: async () => true,
      lead: world.lead,
      open() {},
      openBehind: world.openBehind,
      linkWords: async () => 'A link of the page',
      canRequestSite: () => false,
      requestSite() {},
      requestAllSites: vi.fn(),
      requestOrigin: world.requestOrigin,
      requestNames: async () => true,
    },
    background: {
      async post({ id, path, body }) {
        const answered = await answer(path, body === null ? '' : Buffer.from(body, 'base64').toString());
        const gone = [...deleted].find((thread) => path.startsWith(`/threads/${thread}/`));
        const refusal = { error: { code: null, message: `No thread found with id '${gone}'.` } };
        const [status, value] = gone === undefined ? [200, answered] : [404, refusal];
        for (const receive of frames) receive({ type: 'api-response', id, status, body: JSON.stringify(value) });
      },
      watch() {},
      wake() {},
      onFrame: (receive) => frames.push(receive),
      onStop() {},
      send: (async (name: string, input: { site: string }) => {
        const { site } = input;
        world.sent.push([name, input]);
        await world.send();
        if (name !== 'thread-current' && name !== 'thread-start') return null;
        const thread_id = name === 'thread-start' ? `new-${site}` : `thread-${site}`;
        current.set(site, thread_id);
        setTimeout(() => sites.get(site)?.({ current: thread_id }), 1);
        return { thread_id };
      }) as PanelPorts['background']['send'],
    },
    pictures: { ofTab: world.screenshot, of: async (file) => file, ofImage: world.image },
    readFile: (file, options) => world.readFile(file, options),
    isBlind: () => world.isBlind,
    loadCosts: async () => () => null,
    loadContextTokens: async () => () => 4_096,
    schedule: (callback) => callback(),
    openSettings() {},
    saveFile: async () => undefined,
    shortcuts: { loadShortcuts: async () => [], changeShortcuts() {} },
  };
  const panel = createPanel(ports);
  panel.start(() => void panel.state());
  return { world, panel, actions: panel.actions, setTab: world.setTab, state: () => panel.state() };
}

function answeringRows({ connection }: { readonly connection: Connection | undefined }): AnsweringRows {
  const nobody = {
    assistant: undefined,
    gone: false,
    model: null,
    always: false,
    connection_gone: false,
    learned: undefined,
  };
  return { ...nobody, connection };
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

/** A file of the user's own, as it is read. */
export function fileSnapshot(name: string): PageSnapshot {
  const url = `file-upload:0123/${encodeURIComponent(name)}`;
  return { ...snapshotOf(url), title: name, kind: 'file', selection: null };
}
