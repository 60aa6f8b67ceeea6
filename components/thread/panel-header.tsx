import { useCallback, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, TabState } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';
import { SiteName } from './site-name.tsx';

const ThreadsDrawer = lazy(async () => (await import('../threads/threads-drawer.tsx')).ThreadsDrawer, 'idle');

type Props = {
  readonly tab: TabState;
  /** The thread that was deleted a moment ago. */
  readonly deleted: string | null;
  readonly actions: PanelActions;
};

export const PanelHeader = memo(function PanelHeader({ tab, deleted, actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <header class="header">
      <SiteName tab={tab} />
      <IconButton icon="threads" label={t('threads')} aria-haspopup="dialog" onClick={() => setOpen(true)} />
      <IconButton icon="new-thread" label={t('new_thread')} onClick={actions.newThread} />
      <IconButton icon="settings" label={t('settings')} onClick={actions.openSettings} />
      {isOpen && (
        <ThreadsDrawer
          site={'site' in tab ? tab.site : null}
          deleted={deleted !== null}
          actions={actions}
          onClose={close}
        />
      )}
    </header>
  );
});
