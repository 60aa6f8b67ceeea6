import { PanelHeader } from '../../components/panel-header.tsx';
import { ThreadView } from '../../components/thread-view.tsx';
import type { PanelActions, PanelState } from '../../lib/panel/model.ts';

type Props = {
  readonly state: PanelState;
  readonly actions: PanelActions;
};

export function App({ state, actions }: Props) {
  return (
    <>
      <PanelHeader tab={state.tab} threads={state.threads} actions={actions} />
      <ThreadView state={state} actions={actions} />
    </>
  );
}
