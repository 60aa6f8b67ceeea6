import { t } from '../lib/i18n/index.ts';
import type { PanelActions, TabState } from '../lib/panel/model.ts';
import { whyNotReadable } from './page-reason.ts';
import { TextButton } from './text-button.tsx';

type Props = {
  readonly tab: TabState;
  readonly actions: PanelActions;
};

/** An empty thread: one sentence about what can be done with this tab, and the one action that does it. */
export function Beginning({ tab, actions }: Props) {
  switch (tab.status) {
    case 'loading':
    case 'ready':
      return (
        <div class="beginning">
          <p class="lead">{tab.status === 'ready' ? t('beginning_ready', tab.site) : t('beginning_loading')}</p>
          <TextButton
            label={t('summarize')}
            look="primary"
            disabled={tab.status === 'loading'}
            onClick={actions.summarize}
          />
        </div>
      );
    case 'unreadable':
      return (
        <div class="beginning">
          <p class="lead">{whyNotReadable(tab.reason)}</p>
          <p class="quiet">{t('beginning_ask_anyway')}</p>
        </div>
      );
    case 'not-granted':
      return (
        <div class="beginning">
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
        </div>
      );
  }
}

/** Whether the beginning holds the Summarize button; else it stands in the composer. There is one, never two. */
export function offersSummary(tab: TabState): boolean {
  return tab.status === 'ready' || tab.status === 'loading';
}
