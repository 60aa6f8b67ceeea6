import { lazy } from '../../components/controls/lazy.tsx';
import { PanelHeader } from '../../components/thread/panel-header.tsx';
import { ThreadView } from '../../components/thread/thread-view.tsx';
import type { PanelActions, PanelState } from '../../lib/panel/model.ts';

const ShortcutsKey = lazy(async () => (await import('../../components/shortcuts/shortcuts-key.tsx')).ShortcutsKey);

type Props = {
  readonly state: PanelState;
  readonly actions: PanelActions;
};

export function App({ state, actions }: Props) {
  return (
    <>
      <PanelHeader tab={state.tab} deleted={state.deleted_thread} actions={actions} />
      <ThreadView state={state} actions={actions} />
      <ShortcutsKey actions={actions} />
    </>
  );
}
