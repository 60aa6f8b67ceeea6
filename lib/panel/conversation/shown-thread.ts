import type { Message, Run } from '../../assistants/objects.ts';
import { isTerminal } from '../../assistants/run/step.ts';
import { createLiveText, type LiveText } from '../asking/live-text.ts';
import type { MessageView, PanelState, WindowView } from '../model.ts';
import type { ThreadUsageWatch } from '../options/usage.ts';
import type { PanelBackground, PanelReads, ThreadRows } from '../ports.ts';
import { createMessageViews } from './message-views.ts';
import { createMessageWindow } from './message-window.ts';
import { runView } from './run-view.ts';
import { createSoughtMessage } from './sought-message.ts';

export type ThreadView = Pick<PanelState, 'messages' | 'window' | 'run' | 'usages' | 'set_aside'>;

export type ShownThreadParts = {
  readonly reads: PanelReads;
  readonly background: PanelBackground;
  readonly usage: ThreadUsageWatch;
  readonly changed: () => void;
};

const NO_ROWS: ThreadRows = { messages: [], run: undefined, versions: [], files: [] };

/** The thread in front: a part of its rows as they change, and the words that are still on their way. */
export function createShownThread({ reads, background, usage, changed }: ShownThreadParts) {
  const live = createLiveText();
  const views = createMessageViews(live);
  const window = createMessageWindow(reads, takeRows);
  const sought = createSoughtMessage(reads);
  let rows = NO_ROWS;
  let threadId: string | null = null;
  /** A run that exists and that the rows do not show yet, and the newest run they showed when it was made. */
  let expected: { readonly run: Run; readonly before: string | undefined } | null = null;

  hearWords(background, live, changed);
  background.onStop(wakeIfAnswering);

  function watch(id: string | null): void {
    if (id === threadId) return;
    live.clear();
    if (expected?.run.thread_id !== id) expected = null;
    sought.leave(threadId, id);
    [threadId, rows] = [id, NO_ROWS];
    background.watch(id);
    usage.watch(id);
    window.open(id, id === null ? null : sought.orderIn(id));
  }

  function takeRows(next: ThreadRows): void {
    if (isAskedElsewhere(rows, next)) window.latest();
    rows = next;
    if (next.run?.id !== expected?.before) expected = null;
    wakeIfAnswering();
    changed();
  }

  const newestRun = () => expected?.run ?? rows.run;
  const activeRun = () => unlessEnded(newestRun());

  /** A run needs a worker that writes it; an idle panel needs none. */
  function wakeIfAnswering(): void {
    if (activeRun() !== undefined) background.wake();
  }

  function showLatest(): void {
    sought.forget();
    window.latest();
  }

  return {
    watch,
    /** Nothing is waited for any more. */
    leave(): void {
      expected = null;
      watch(null);
    },

    view(): ThreadView {
      window.shown();
      const messages = views(rows);
      const run = runView(newestRun(), endOf(rows), isBeingWritten(rows, messages));
      return {
        ...{ messages, usages: usage.views(), set_aside: setAside(rows) },
        run,
        window: windowView(rows, sought.view(threadId)),
      };
    },

    shows: {
      /** Opens the thread at a message, now if it is in front and else as soon as it is. */
      async showAt(messageId: string): Promise<void> {
        await sought.seek(messageId);
        const order = threadId === null ? null : sought.orderIn(threadId);
        if (order !== null) window.around(order);
      },
      showEarlier: window.earlier,
      showLater: window.later,
      showLatest,
    },

    rows: () => rows,
    threadId: () => threadId,
    /** A run was just made: until the rows show it, a second press would ask again. Whoever asks wants to see the answer. */
    expect(run: Run): void {
      if (threadId !== null && threadId !== run.thread_id) return;
      if (rows.run?.id !== run.id) expected = { run, before: rows.run?.id };
      showLatest();
      changed();
    },

    activeRun,
  };
}

/** In another surface or by a program, while an earlier part is read here. */
function isAskedElsewhere(before: ThreadRows, next: ThreadRows): boolean {
  return before !== NO_ROWS && next.after !== undefined && next.asked !== before.asked;
}

function unlessEnded(run: Run | undefined): Run | undefined {
  return run === undefined || isTerminal(run.status) ? undefined : run;
}

function hearWords(background: PanelBackground, live: LiveText, changed: () => void): void {
  background.onFrame((frame) => {
    if (frame.type !== 'thread-event' || frame.event.event !== 'thread.message.delta') return;
    const { id, delta } = frame.event.data;
    live.add(id, frame.offset, delta.content.map((part) => part.text.value).join(''));
    changed();
  });
}

/** The messages that the thread ends with, as far as they are there. */
function endOf({ messages, last }: ThreadRows): readonly Message[] {
  return last === undefined ? messages : [last];
}

function windowView({ before, after, asked }: ThreadRows, sought: WindowView['sought']): WindowView {
  return {
    earlier: before !== undefined,
    later: after !== undefined,
    asked: asked ?? null,
    sought,
  };
}

/** What stood behind the last message, if nothing does now. */
function setAside(rows: ThreadRows): string | null {
  const { versions } = rows;
  const last = endOf(rows).at(-1)?.local.order ?? 0;
  return versions.findLast(({ after }) => after === last)?.id ?? null;
}

function isBeingWritten({ after }: ThreadRows, messages: readonly MessageView[]): boolean {
  const last = messages.at(-1);
  return after === undefined && last?.status === 'in_progress' && last.text !== '';
}
