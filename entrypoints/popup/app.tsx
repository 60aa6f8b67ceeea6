import { IconButton } from '../../components/controls/icon-button.tsx';
import { SiteName } from '../../components/thread/site-name.tsx';
import { ThreadView } from '../../components/thread/thread-view.tsx';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, PanelState } from '../../lib/panel/model.ts';

type Props = {
  readonly state: PanelState;
  readonly actions: PanelActions;
  /** A gesture. */
  readonly openPanel: () => void;
};

/** The quick ask: the site's thread without its drawers, and the door to the panel. */
export function App({ state, actions, openPanel }: Props) {
  return (
    <>
      <header class="header">
        <SiteName tab={state.tab} />
        <IconButton icon="panel" label={t('open_panel')} onClick={openPanel} />
        <IconButton icon="settings" label={t('settings')} onClick={actions.openSettings} />
      </header>
      <ThreadView state={{ ...state, focus_request: state.focus_request + 1 }} actions={actions} />
    </>
  );
}
