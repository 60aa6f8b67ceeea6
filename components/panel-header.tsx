import { t } from '../lib/i18n/index.ts';
import type { PanelActions, TabState, ThreadSummary } from '../lib/panel/model.ts';
import { IconButton } from './icon-button.tsx';
import { memo } from './memo.tsx';
import { SiteName } from './site-name.tsx';
import { ThreadsMenu } from './threads-menu.tsx';

type Props = {
  readonly tab: TabState;
  readonly threads: readonly ThreadSummary[];
  readonly actions: PanelActions;
};

export const PanelHeader = memo(function PanelHeader({ tab, threads, actions }: Props) {
  return (
    <header class="header">
      <SiteName tab={tab} />
      <ThreadsMenu threads={threads} onChoose={actions.chooseThread} />
      <IconButton icon="new-thread" label={t('new_thread')} onClick={actions.newThread} />
      <IconButton icon="settings" label={t('settings')} onClick={actions.openSettings} />
    </header>
  );
});
