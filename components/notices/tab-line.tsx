import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, TabState } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { whyNotReadable } from './page-reason.ts';

type Props = {
  readonly tab: TabState;
  readonly actions: PanelActions;
};

/** Above the composer of a thread that has begun: what stands between the next question and the page beside it. */
export function TabLine({ tab, actions }: Props) {
  if (tab.status === 'unreadable') {
    return (
      <div class="notice">
        <p>{whyNotReadable(tab.reason)}</p>
        {tab.reason === 'never-read' && (
          <TextButton label={t('open_settings')} onClick={() => actions.openSection('privacy')} />
        )}
      </div>
    );
  }
  if (tab.status === 'not-granted') {
    return (
      <div class="notice">
        <p>{t('beginning_unknown_site')}</p>
        {tab.can_ask && <TextButton label={t('allow_this_site')} onClick={actions.allowSite} />}
        <TextButton label={t('follow_tabs')} onClick={actions.followTabs} />
      </div>
    );
  }
  return null;
}
