import type { Run } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/run/step.ts';
import { createLiveText } from './live-text.ts';
import { createMessageViews } from './message-views.ts';
import type { MessageView, PanelState, ThreadSummary } from './model.ts';
import type { PanelBackground, PanelReads, SiteRows, ThreadRows } from './ports.ts';
import { runView } from './run-view.ts';
import type { ThreadUsageWatch } from './usage.ts';

type View = Pick<PanelState, 'messages' | 'run' | 'usages' | 'threads' | 'set_aside'>;

export type ConversationParts = {
  readonly reads: PanelReads;
  readonly background: PanelBackground;
  readonly usage: ThreadUsageWatch;
  readonly changed: () => void;
};

const NO_ROWS: ThreadRows = { messages: [], run: undefined, versions: [], files: [] };

/** The current thread of the site in front: its rows as they change, and the words that are still on their way. */
export function createConversation({ reads, background, usage, changed }: ConversationParts) {
  const live = createLiveText();
  const views = createMessageViews(live);
  let site: string | null = null;
  let siteRows: SiteRows = { threads: [], current: null };
  let rows = NO_ROWS;
  let threadId: string | null = null;
  /** A run that exists and that the rows do not show yet, and the newest run they showed when it was made. */
  let expected: { readonly run: Run; readonly before: string | undefined } | null = null;
  let stopSite = () => {};
  let stopThread = () => {};

  background.onFrame((frame) => {
    if (frame.type !== 'thread-event' || frame.event.event !== 'thread.message.delta') return;
    const { id, delta } = frame.event.data;
    live.add(id, frame.offset, delta.content.map((part) => part.text.value).join(''));
    changed();
  });
  background.onStop(wakeIfAnswering);

  function watchThread(id: string | null): void {
    if (id === threadId) return;
    stopThread();
    live.clear();
    if (expected?.run.thread_id !== id) expected = null;
    [threadId, rows] = [id, NO_ROWS];
    background.watch(id);
    usage.watch(id);
    stopThread = id === null ? () => {} : reads.thread(id)(takeRows);
  }

  function takeRows(next: ThreadRows): void {
    rows = next;
    if (next.run?.id !== expected?.before) expected = null;
    wakeIfAnswering();
    changed();
  }

  function activeRun(): Run | undefined {
    const run = expected?.run ?? rows.run;
    return run === undefined || isTerminal(run.status) ? undefined : run;
  }

  /** A run needs a worker that writes it; an idle panel needs none. */
  function wakeIfAnswering(): void {
    if (activeRun() !== undefined) background.wake();
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
      expected = null;
      stopSite();
      site = next;
      siteRows = { threads: [], current: null };
      watchThread(null);
      stopSite = next === null ? () => {} : reads.site(next)(takeSite);
      changed();
    },

    view(): View {
      const messages = views(rows);
      const newest = expected?.run ?? rows.run;
      const run = runView(newest, rows.messages, isBeingWritten(messages.at(-1)));
      return { messages, run, usages: usage.views(), threads: summaries(siteRows), set_aside: setAside(rows) };
    },

    rows: () => rows,
    threadId: () => threadId,
    /** A run was just made for a site: until the rows show it, a second press would ask again. */
    expect(run: Run, of: string): void {
      if (of !== site || (threadId !== null && threadId !== run.thread_id)) return;
      if (rows.run?.id !== run.id) expected = { run, before: rows.run?.id };
      changed();
    },

    activeRun,
  };
}

export type Conversation = ReturnType<typeof createConversation>;

/** What stood behind the last message, if nothing does now. */
function setAside({ messages, versions }: ThreadRows): string | null {
  const last = messages.at(-1)?.local.order ?? 0;
  return versions.findLast(({ after }) => after === last)?.id ?? null;
}

function isBeingWritten(message: MessageView | undefined): boolean {
  return message?.status === 'in_progress' && message.text !== '';
}

function summaries({ threads, current }: SiteRows): readonly ThreadSummary[] {
  return threads.map((thread) => ({
    id: thread.id,
    title: thread.metadata['title'] ?? '',
    active_at: thread.local.active_at,
    current: thread.id === current,
  }));
}
