import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';

/** How long a deleted message can be put back, in milliseconds. */
const PATIENCE = 10_000;

type Props = {
  /** A run is under way: the thread is not to be changed, and there is time. */
  readonly busy: boolean;
  readonly actions: Pick<PanelActions, 'putBackMessage' | 'forgetRemoved'>;
};

export function RemovedNotice({ busy, actions }: Props) {
  useEffect(() => {
    if (busy) return;
    const timer = setTimeout(actions.forgetRemoved, PATIENCE);
    return () => clearTimeout(timer);
  }, [busy, actions.forgetRemoved]);
  return (
    <div class="notice" role="status">
      <p>{t('message_removed')}</p>
      <TextButton label={t('undo')} disabled={busy} onClick={actions.putBackMessage} />
    </div>
  );
}
