import type { AppError } from '../../lib/errors.ts';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions, Sight } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { describeError, ErrorButton } from './error-notice.tsx';

type Props = {
  readonly error: AppError;
  readonly sight: Sight;
  readonly actions: PanelActions;
};

/** A failure before any run exists, told above the composer, where the user just acted. */
export function Notice({ error, sight, actions }: Props) {
  const [sentence] = describeError(error);
  return (
    <div class="notice" role="alert">
      <p>{sentence}</p>
      <ErrorButton error={error} actions={actions} again={null} sight={sight} />
      <IconButton icon="close" label={t('dismiss')} onClick={actions.dismissNotice} />
    </div>
  );
}
