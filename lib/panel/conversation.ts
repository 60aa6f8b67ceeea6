import type { Run } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/step.ts';
import { createLiveText } from './live-text.ts';
import { createMessageViews } from './message-views.ts';
import type { PanelState, ThreadSummary } from './model.ts';
import type { PanelBackground, PanelReads, SiteRows, ThreadRows } from './ports.ts';
import { runView } from './run-view.ts';

type View = Pick<PanelState, 'messages' | 'run' | 'threads'>;

const NO_ROWS: ThreadRows = { messages: [], run: undefined, files: [] };

/** The current thread of the site in front: its rows as they change, and the words that are still on their way. */
export function createConversation(reads: PanelReads, background: PanelBackground, changed: () => void) {
  const live = createLiveText();
  const views = createMessageViews(live);
  let site: string | null = null;
  let siteRows: SiteRows = { threads: [], current: null };
  let rows = NO_ROWS;
  let threadId: string | null = null;
  /** Called when the run with that id is among the rows, or when its thread is shown no more. */
  const awaited = new Map<string, () => void>();
  let stopSite = () => {};
  let stopThread = () => {};

  background.onFrame((frame) => {
    if (frame.type !== 'thread-event' || frame.event.event !== 'thread.message.delta') return;
    const { id, delta } = frame.event.data;
    live.add(id, frame.offset, delta.content.map((part) => part.text.value).join(''));
    changed();
  });
  background.onReconnect(() => background.post({ type: 'watch', thread_id: threadId }));

  function release(): void {
    for (const arrived of awaited.values()) arrived();
  }

  function watchThread(id: string | null): void {
    if (id === threadId) return;
    stopThread();
    // The site's first thread appears with the run somebody waits for; any other change means it is shown no more.
    if (threadId !== null) release();
    threadId = id;
    rows = NO_ROWS;
    background.post({ type: 'watch', thread_id: id });
    stopThread = id === null ? () => {} : reads.thread(id)(takeRows);
  }

  function takeRows(next: ThreadRows): void {
    rows = next;
    if (next.run !== undefined) awaited.get(next.run.id)?.();
    changed();
  }

  function takeSite(next: SiteRows): void {
    siteRows = next;
    watchThread(next.current);
    changed();
  }

  return {
    /** Null while it is not known which site is in front: then no thread is shown. */
    show(next: string | null): void {
      if (next === site) return;
      release();
      stopSite();
      site = next;
      siteRows = { threads: [], current: null };
      watchThread(null);
      stopSite = next === null ? () => {} : reads.site(next)(takeSite);
      changed();
    },

    view(): View {
      const messages = views(rows);
      const newest = messages.at(-1);
      const words = newest?.status === 'in_progress' && newest.text !== '';
      return { messages, run: runView(rows.run, rows.messages, words), threads: summaries(siteRows) };
    },

    newestRun: () => rows.run,

    /** Resolves once the panel knows of a run that was just created: until then a second press would ask again. */
    async knows({ id, thread_id }: Run): Promise<void> {
      if (rows.run?.id === id || (threadId !== null && threadId !== thread_id)) return;
      await new Promise<void>((resolve) => awaited.set(id, resolve));
      awaited.delete(id);
    },

    activeRun: (): Run | undefined => (rows.run === undefined || isTerminal(rows.run.status) ? undefined : rows.run),
  };
}

export type Conversation = ReturnType<typeof createConversation>;

function summaries({ threads, current }: SiteRows): readonly ThreadSummary[] {
  return threads.map((thread) => ({
    id: thread.id,
    title: thread.metadata['title'] ?? '',
    active_at: thread.local.active_at,
    current: thread.id === current,
  }));
}
