import { t } from '../../lib/i18n/index.ts';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  /** The site or page it belongs to; empty where it belongs to none. */
  readonly from: string;
  readonly onBack: () => void;
};

/** The thread that is shown belongs to another place, and the way back. */
export function VisitingLine({ from, onBack }: Props) {
  return (
    <div class="visiting" role="status">
      <p title={from}>{from === '' ? t('threads_visiting_unknown') : t('threads_visiting', from)}</p>
      <TextButton label={t('threads_back')} onClick={onBack} />
    </div>
  );
}
