import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { isCovered } from '../shortcuts/panel-keys.ts';

/** How long a deleted thread can be put back, in milliseconds since nothing lies over the panel any more. */
const PATIENCE = 10_000;

type Props = {
  /** In the list of threads, which may be long: as long as that is open. */
  readonly lasting?: boolean;
  readonly actions: Pick<PanelActions, 'putBackThread' | 'forgetThread'>;
};

export function DeletedNotice({ lasting = false, actions: { putBackThread, forgetThread } }: Props) {
  useEffect(() => {
    if (lasting) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (isCovered() ? wait() : forgetThread()), PATIENCE);
    };
    wait();
    // What a dialog tells does not come up from it.
    document.addEventListener('close', wait, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('close', wait, true);
    };
  }, [lasting, forgetThread]);
  return (
    <div class="notice" role="status">
      <p>{t('threads_deleted')}</p>
      <TextButton label={t('undo')} onClick={putBackThread} />
    </div>
  );
}
