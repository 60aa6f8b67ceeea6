import { useEffect } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { PanelActions } from '../lib/panel/model.ts';
import { TextButton } from './text-button.tsx';

/** How long a deleted message can be put back, in milliseconds. */
const PATIENCE = 10_000;

type Props = { readonly actions: Pick<PanelActions, 'putBackMessage' | 'forgetRemoved'> };

export function RemovedNotice({ actions }: Props) {
  useEffect(() => {
    const timer = setTimeout(actions.forgetRemoved, PATIENCE);
    return () => clearTimeout(timer);
  }, [actions.forgetRemoved]);
  return (
    <div class="notice" role="status">
      <p>{t('message_removed')}</p>
      <TextButton label={t('undo')} onClick={actions.putBackMessage} />
    </div>
  );
}
