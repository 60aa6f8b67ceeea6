import type { PanelActions, PanelState } from '../../lib/panel/model.ts';
import { AssistantButton } from '../assistant/assistant-button.tsx';
import { Composer } from '../composer/composer.tsx';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';
import { Notice } from '../notices/notice.tsx';
import { mayReadLater } from '../notices/page-reason.ts';
import { RemovedNotice } from '../notices/removed-notice.tsx';
import { TabLine } from '../notices/tab-line.tsx';
import { offersSummary } from './beginning.tsx';
import { isBusy } from './thread-state.ts';

const LinkChip = lazy(async () => (await import('../composer/link-chip.tsx')).LinkChip);
const DeletedNotice = lazy(async () => (await import('../notices/deleted-notice.tsx')).DeletedNotice);
const VisitingLine = lazy(async () => (await import('../notices/visiting-line.tsx')).VisitingLine);
const MissingNotice = lazy(async () => (await import('../notices/missing-notice.tsx')).MissingNotice);

type Props = {
  /** Everything but the conversation: words that stream in never draw this again. */
  readonly state: Omit<PanelState, 'messages' | 'usages' | 'window'>;
  /** Nothing has been asked in the thread. */
  readonly empty: boolean;
  /** Counts up each time the textbox should take the focus. */
  readonly moves: number;
  readonly actions: PanelActions;
};

/** The question that is being written, with what goes along and what is to be known before it is sent. */
export const QuestionArea = memo(function QuestionArea({ state, empty, moves, actions }: Props) {
  const { tab, run, answering_with } = state;
  const readable = tab.status !== 'unreadable' || mayReadLater(tab.reason);
  return (
    <footer class="footer">
      {!empty && <TabLine tab={tab} actions={actions} />}
      {state.visiting !== null && <VisitingLine from={state.visiting} onBack={actions.leaveThread} />}
      {state.deleted_thread !== null && <DeletedNotice key={state.deleted_thread} actions={actions} />}
      {state.removed !== null && <RemovedNotice key={state.removed} busy={isBusy(run)} actions={actions} />}
      {state.notice !== null && <Notice error={state.notice} sight={answering_with.sight} actions={actions} />}
      {answering_with.missing !== null && <MissingNotice answering={answering_with} actions={actions} />}
      <Composer
        draft={state.draft}
        recalling={state.recalling}
        words={actions}
        quotes_only={answering_with.on_device}
        selection={state.link === null ? state.selection : null}
        link={state.link !== null && <LinkChip link={state.link} actions={actions} />}
        mentions={state.mentions}
        along={state}
        give={actions}
        pictures={state.pictures}
        sight={answering_with.sight}
        show={actions}
        focus_request={state.focus_request + moves}
        busy={isBusy(run)}
        can_summarize={readable}
        answering_with={<AssistantButton answering={answering_with} disabled={!('site' in tab)} actions={actions} />}
        onSummarize={empty && offersSummary(tab) ? null : actions.summarize}
        onChange={actions.changeDraft}
        onSend={actions.send}
        onStop={actions.stop}
      />
    </footer>
  );
});
