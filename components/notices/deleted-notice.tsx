import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';

/** How long a deleted thread can be put back, in milliseconds. */
const PATIENCE = 10_000;

type Props = { readonly actions: Pick<PanelActions, 'putBackThread' | 'forgetThread'> };

export function DeletedNotice({ actions: { putBackThread, forgetThread } }: Props) {
  useEffect(() => {
    const timer = setTimeout(forgetThread, PATIENCE);
    return () => clearTimeout(timer);
  }, [forgetThread]);
  return (
    <div class="notice" role="status">
      <p>{t('threads_deleted')}</p>
      <TextButton label={t('undo')} onClick={putBackThread} />
    </div>
  );
}
