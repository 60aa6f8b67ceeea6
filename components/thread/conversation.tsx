import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, PanelState, RunView } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { MessageArticle } from '../message/message-article.tsx';
import { Beginning } from './beginning.tsx';
import { focusOn } from './focus-on.ts';
import { OnDeviceLine } from './on-device-line.tsx';
import { RunLine } from './run-line.tsx';
import { isBusy, isEmpty } from './thread-state.ts';
import { useEdits } from './use-edits.ts';
import { articlesIn } from './use-kept-place.ts';
import { useMessageWindow } from './use-message-window.ts';

const Announcer = lazy(async () => (await import('./announcer.tsx')).Announcer);

type Props = Pick<PanelState, 'tab' | 'messages' | 'window' | 'run' | 'usages' | 'set_aside' | 'first_run'> & {
  readonly on_device: boolean;
  readonly actions: PanelActions;
};

const IDLE: RunView = { status: 'idle' };

/** The thread, its loose end, and the way back to it. Typing in the composer never draws this again. */
export const Conversation = memo(function Conversation(props: Props) {
  const { tab, run, usages, set_aside, on_device, actions } = props;
  const { messages, window, scroller, content, away, onScroll, jump, showEarlier } = useMessageWindow(props);
  const { earlier, later } = window;
  const edits = useEdits(actions);
  const last = later ? undefined : messages.at(-1);
  const busy = isBusy(run);
  return (
    <main class="conversation">
      <div class="scroller" ref={scroller} onScroll={onScroll}>
        <div class="content" ref={content}>
          {earlier && <TextButton class="button earlier" label={t('earlier_messages')} onClick={showEarlier} />}
          <div
            class="log"
            role="log"
            aria-live="off"
            aria-label={t('conversation')}
            aria-busy={busy}
            data-earlier={earlier || undefined}
            data-later={later || undefined}
          >
            {messages.map((message) => (
              <MessageArticle
                key={message.id}
                message={message}
                busy={busy}
                usage={usages.get(message.run_id ?? '') ?? null}
                edits={edits}
                actions={actions}
              />
            ))}
          </div>
          {isEmpty(messages, run) && (
            <Beginning tab={tab} first_run={props.first_run} on_device={on_device} actions={actions} />
          )}
          <Announcer message={last?.role === 'assistant' ? last : null} busy={busy} />
          <RunLine
            run={later ? IDLE : run}
            usage={(!later && 'partial' in run && !run.partial && usages.get(run.run_id)) || null}
            actions={actions}
          />
          {set_aside !== null && !later && !busy && (
            <div class="set-aside">
              <TextButton
                label={t('choose_set_aside')}
                onClick={() => {
                  actions.chooseVersion(set_aside);
                  // The button goes.
                  focusOn(articlesIn(scroller.current).at(-1));
                }}
              />
            </div>
          )}
          {on_device && run.status === 'idle' && last?.role === 'assistant' && last.status === 'completed' && (
            <OnDeviceLine onConnect={actions.openSettings} />
          )}
        </div>
      </div>
      {away && <IconButton icon="down" label={t('jump_to_latest')} class="icon-button jump" onClick={jump} />}
    </main>
  );
});
