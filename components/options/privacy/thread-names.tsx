import { t } from '../../../lib/i18n/index.ts';
import type { PreferencesActions } from '../../../lib/panel/preferences.ts';
import { CheckField } from '../check-field.tsx';

type Props = {
  readonly on: boolean;
  readonly actions: Pick<PreferencesActions, 'setNamesThreads'>;
};

/** Off until it is wanted: it sends something. */
export function ThreadNames({ on, actions }: Props) {
  return (
    <div class="choice-list">
      <CheckField
        label={t('privacy_names_threads')}
        note={t('privacy_names_threads_about')}
        checked={on}
        onChange={actions.setNamesThreads}
      />
    </div>
  );
}
