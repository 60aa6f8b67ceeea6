import { t } from '../../lib/i18n/index.ts';
import { TextButton } from '../controls/text-button.tsx';

/** A thread has gone to the archived ones, which may be far down. */
export function ArchivedNotice({ onUndo }: { readonly onUndo: () => void }) {
  return (
    <div class="notice" role="status">
      <p>{t('threads_archived_now')}</p>
      <TextButton label={t('undo')} onClick={onUndo} />
    </div>
  );
}
