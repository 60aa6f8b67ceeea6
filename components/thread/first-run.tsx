import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, TabState } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { ShortcutsList } from '../shortcuts/shortcuts-list.tsx';

type Props = {
  /** Nobody has connected a model yet. */
  readonly on_device: boolean;
  readonly tab: TabState['status'];
  readonly actions: PanelActions;
};

/** The first words to a new user, in the empty thread: what this is, what it reads and when, and how to try it. */
export function FirstRun({ on_device, tab, actions }: Props) {
  return (
    <section class="first-run" aria-label={t('first_run')}>
      <ul>
        <li>
          <p>{t('first_run_what')}</p>
        </li>
        <li>
          <p>{t('first_run_reads')}</p>
          <p class="quiet">{t('first_run_private')}</p>
        </li>
        {on_device && tab !== 'not-granted' && (
          <li>
            <p>{t(tab === 'unreadable' ? 'first_run_try_elsewhere' : 'first_run_try')}</p>
          </li>
        )}
      </ul>
      <div class="choices">
        <TextButton label={t('first_run_end')} onClick={actions.endFirstRun} />
        {on_device && <TextButton label={t('connect_model')} onClick={actions.openSettings} />}
      </div>
      <ShortcutsList actions={actions} address_bar={false} />
    </section>
  );
}
