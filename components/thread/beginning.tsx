import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, TabState } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { whyNotReadable } from '../notices/page-reason.ts';

type Props = {
  readonly tab: TabState;
  readonly first_run: boolean;
  readonly on_device: boolean;
  readonly actions: PanelActions;
};

const FirstRun = lazy(async () => (await import('./first-run.tsx')).FirstRun);
const ShortcutsHint = lazy(async () => (await import('../shortcuts/shortcuts-hint.tsx')).ShortcutsHint);

/** An empty thread: one sentence about what can be done with this tab, and the one action that does it. */
export function Beginning({ tab, first_run, on_device, actions }: Props) {
  return (
    <div class="beginning">
      <ForTab tab={tab} actions={actions} />
      {first_run ? (
        <FirstRun on_device={on_device} tab={tab.status} actions={actions} />
      ) : (
        <ShortcutsHint actions={actions} />
      )}
    </div>
  );
}

function ForTab({ tab, actions }: Pick<Props, 'tab' | 'actions'>) {
  switch (tab.status) {
    case 'loading':
    case 'ready':
      return (
        <>
          <p class="lead">{tab.status === 'ready' ? t('beginning_ready', tab.site) : t('beginning_loading')}</p>
          <TextButton
            label={t('summarize')}
            look="primary"
            disabled={tab.status === 'loading'}
            onClick={actions.summarize}
          />
        </>
      );
    case 'unreadable':
      return (
        <>
          <p class="lead">{whyNotReadable(tab.reason)}</p>
          {tab.reason === 'never-read' && (
            <TextButton label={t('open_settings')} onClick={() => actions.openSection('privacy')} />
          )}
          <p class="quiet">{t('beginning_ask_anyway')}</p>
        </>
      );
    case 'not-granted':
      return (
        <>
          <p class="lead">{t('beginning_unknown_site')}</p>
          <div class="choices">
            {tab.can_ask && <TextButton label={t('allow_this_site')} look="primary" onClick={actions.allowSite} />}
            <TextButton
              label={t('follow_tabs')}
              look={tab.can_ask ? 'quiet' : 'primary'}
              onClick={actions.followTabs}
            />
          </div>
          <p class="quiet">{t('beginning_read_once')}</p>
        </>
      );
  }
}

/** Whether the beginning holds the Summarize button; else it stands in the composer. There is one, never two. */
export function offersSummary(tab: TabState): boolean {
  return tab.status === 'ready' || tab.status === 'loading';
}
