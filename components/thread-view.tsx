import { useCallback, useMemo, useState } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { PanelActions, PanelState } from '../lib/panel/model.ts';
import { offersSummary } from './beginning.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { Notice } from './notice.tsx';
import { mayReadLater } from './page-reason.ts';
import { RemovedNotice } from './removed-notice.tsx';
import { TabLine } from './tab-line.tsx';
import { isBusy, isEmpty } from './thread-state.ts';

type Props = {
  readonly state: PanelState;
  readonly actions: PanelActions;
};

/** Everything under a surface's header: the conversation and the composer, the same in the panel and in the popup. */
export function ThreadView({ state, actions }: Props) {
  const { tab, messages, run, usages, answering_with } = state;
  const [moves, setMoves] = useState(0);
  const empty = isEmpty(messages, run);
  const summarize = useCallback(() => {
    actions.summarize();
    // The button moves from the empty thread into the composer, so the focus goes there too.
    setMoves((count) => count + 1);
  }, [actions]);
  const addScreenshot = useCallback(() => {
    actions.addScreenshot();
    // The notice goes, and its button with it.
    setMoves((count) => count + 1);
  }, [actions]);
  const withFocus = useMemo(() => ({ ...actions, summarize, addScreenshot }), [actions, summarize, addScreenshot]);
  const readable = tab.status !== 'unreadable' || mayReadLater(tab.reason);
  return (
    <>
      <Conversation
        tab={tab}
        messages={messages}
        run={run}
        usages={usages}
        set_aside={state.set_aside}
        on_device={answering_with.on_device}
        actions={withFocus}
      />
      <footer class="footer">
        {!empty && <TabLine tab={tab} actions={actions} />}
        {state.removed !== null && <RemovedNotice key={state.removed} busy={isBusy(run)} actions={actions} />}
        {state.notice !== null && <Notice error={state.notice} sight={answering_with.sight} actions={withFocus} />}
        <Composer
          draft={state.draft}
          selection={state.selection}
          mentions={state.mentions}
          tabs={actions}
          pictures={state.pictures}
          sight={answering_with.sight}
          show={actions}
          focus_request={state.focus_request + moves}
          busy={isBusy(run)}
          can_summarize={readable}
          answering_with={answering_with.on_device ? t('on_device') : answering_with.name}
          onSummarize={empty && offersSummary(tab) ? null : summarize}
          onChange={actions.changeDraft}
          onSend={actions.send}
          onStop={actions.stop}
          onRemoveSelection={actions.removeSelection}
        />
      </footer>
    </>
  );
}
