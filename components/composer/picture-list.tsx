import { t } from '../../lib/i18n/index.ts';
import type { PictureView, Sight } from '../../lib/panel/model.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { Picture } from '../controls/picture.tsx';

type Props = {
  readonly pictures: readonly PictureView[];
  readonly sight: Sight;
  readonly onRemove: (id: string) => void;
};

/** The pictures that go with the next question, or why they do not. */
export function PictureList({ pictures, sight, onRemove }: Props) {
  if (pictures.length === 0) return null;
  return (
    <div class="pictures">
      <ul aria-label={t('pictures_taken_along')} data-waiting={sight !== 'likely' || undefined}>
        {pictures.map(({ id, picture }, place) => (
          <li key={id}>
            <Picture picture={picture} number={place + 1} />
            <IconButton icon="close" label={t('remove_picture', String(place + 1))} onClick={() => onRemove(id)} />
          </li>
        ))}
      </ul>
      {sight !== 'likely' && (
        <p class="quiet" role="status">
          {t('pictures_wait')}
        </p>
      )}
    </div>
  );
}
