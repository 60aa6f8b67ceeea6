import { useMemo, useState } from 'preact/hooks';
import type { PanelActions, PanelState } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { useKept } from '../controls/use-kept.ts';
import { Conversation } from './conversation.tsx';
import { QuestionArea } from './question-area.tsx';
import { isEmpty } from './thread-state.ts';

const ChipPreview = lazy(async () => (await import('../composer/chip-preview.tsx')).ChipPreview);

type Props = {
  readonly state: PanelState;
  readonly actions: PanelActions;
};

/** Everything under a surface's header: the conversation and the composer, the same in the panel and in the popup. */
export function ThreadView({ state, actions }: Props) {
  const { messages, usages, window, ...rest } = state;
  const { tab, run, answering_with } = rest;
  const [moves, setMoves] = useState(0);
  const empty = isEmpty(messages, run);
  const withFocus = useMemo(() => {
    /** The button goes with what it does, or moves into the composer: so does the focus. */
    const andFocus = (task: () => void) => () => {
      task();
      setMoves((count) => count + 1);
    };
    return {
      ...actions,
      summarize: andFocus(actions.summarize),
      removeSelection: andFocus(actions.removeSelection),
      addScreenshot: andFocus(actions.addScreenshot),
      askAnew: andFocus(actions.askAnew),
      lookAgain: andFocus(actions.lookAgain),
      retry: andFocus(actions.retry),
      continueAnswer: andFocus(actions.continueAnswer),
      endFirstRun: andFocus(actions.endFirstRun),
      dismissNotice: andFocus(actions.dismissNotice),
      putBackMessage: andFocus(actions.putBackMessage),
      putBackThread: andFocus(actions.putBackThread),
      leaveThread: andFocus(actions.leaveThread),
    };
  }, [actions]);
  const question = useKept(rest);
  return (
    <>
      <Conversation
        tab={tab}
        messages={messages}
        window={window}
        first_run={state.first_run}
        run={run}
        usages={usages}
        set_aside={state.set_aside}
        on_device={answering_with.on_device}
        actions={withFocus}
      />
      <QuestionArea state={question} empty={empty} moves={moves} actions={withFocus} />
      {state.preview !== null && <ChipPreview what={state.preview} actions={actions} />}
    </>
  );
}
