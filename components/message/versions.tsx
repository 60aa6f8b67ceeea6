import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { VersionsView } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';

type Props = {
  readonly versions: VersionsView;
  readonly disabled: boolean;
  readonly onChoose: (id: string) => void;
};

/** Goes through what has stood at a place of the thread at different times. */
export function Versions({ versions: { place, of, earlier, later }, disabled, onChoose }: Props) {
  return (
    <span class="versions">
      <IconButton
        icon="back"
        label={t('version_earlier')}
        disabled={disabled || earlier === null}
        onClick={() => earlier !== null && onChoose(earlier)}
      />
      <span role="status" aria-label={t('version_place', formatNumber(place), formatNumber(of))}>
        {formatNumber(place)}/{formatNumber(of)}
      </span>
      <IconButton
        icon="forward"
        label={t('version_later')}
        disabled={disabled || later === null}
        onClick={() => later !== null && onChoose(later)}
      />
    </span>
  );
}
