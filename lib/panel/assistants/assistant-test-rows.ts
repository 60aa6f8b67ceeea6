import type { Run } from '../../assistants/objects.ts';
import { isTerminal } from '../../assistants/run/step.ts';
import { createLiveText } from '../asking/live-text.ts';
import { createMessageViews } from '../conversation/message-views.ts';
import { runView } from '../conversation/run-view.ts';
import type { PanelBackground, ThreadRows } from '../ports.ts';
import type { AssistantsStore, TestChatState } from './assistants-model.ts';

const NO_ROWS: ThreadRows = { messages: [], run: undefined, versions: [], files: [] };

/** A thread as it grows: its rows, and the words that are still on their way. */
export function createTestRows(
  background: PanelBackground,
  store: Pick<AssistantsStore, 'thread'>,
  changed: () => void,
) {
  const live = createLiveText();
  let views = createMessageViews(live);
  let rows = NO_ROWS;
  let stop = () => {};

  background.onFrame((frame) => {
    if (frame.type !== 'thread-event' || frame.event.event !== 'thread.message.delta') return;
    const { id, delta } = frame.event.data;
    live.add(id, frame.offset, delta.content.map((part) => part.text.value).join(''));
    changed();
  });
  background.onStop(() => {
    // A run needs a worker that writes it.
    if (rows.run !== undefined && !isTerminal(rows.run.status)) background.wake();
  });

  return {
    watch(id: string | null): void {
      stop();
      live.clear();
      views = createMessageViews(live);
      rows = NO_ROWS;
      background.watch(id);
      const take = (next: ThreadRows) => {
        rows = next;
        changed();
      };
      stop = id === null ? () => {} : store.thread(id)(take);
      changed();
    },

    run: (): Run | undefined => rows.run,

    view(): Pick<TestChatState, 'messages' | 'run' | 'calls'> {
      const messages = views(rows);
      const last = messages.at(-1);
      const run = runView(rows.run, rows.messages, last?.status === 'in_progress' && last.text !== '');
      return { messages, run, calls: rows.run?.required_action?.submit_tool_outputs.tool_calls ?? [] };
    },
  };
}
