import { formatNumber } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { DataProgress } from '../../../lib/panel/options/data-model.ts';
import { TextButton } from '../../controls/text-button.tsx';

type Props = {
  readonly label: string;
  readonly progress: DataProgress;
  readonly onCancel: () => void;
};

/** How far a long piece of work is, and the way to stop it. */
export function TaskProgress({ label, progress: { done, of }, onCancel }: Props) {
  return (
    <div class="task-progress">
      <p>
        {label} {of > 0 && <span class="quiet">{t('data_progress', formatNumber(done), formatNumber(of))}</span>}
      </p>
      <progress aria-label={label} {...(of > 0 ? { value: done, max: of } : {})} />
      <TextButton label={t('cancel')} onClick={onCancel} />
    </div>
  );
}
