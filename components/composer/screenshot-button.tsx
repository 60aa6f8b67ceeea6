import { t } from '../../lib/i18n/index.ts';
import type { Sight } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';

type Props = {
  readonly sight: Sight;
  readonly onAdd: () => void;
};

/** Only where there may be somebody to look at it. A model that has refused pictures says so here. */
export function ScreenshotButton({ sight, onAdd }: Props) {
  if (sight === 'none') return null;
  if (sight === 'refused') return <IconButton icon="camera" label={t('pictures_refused')} aria-disabled={true} />;
  return <IconButton icon="camera" label={t('add_screenshot')} onClick={onAdd} />;
}
