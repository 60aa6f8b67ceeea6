import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { IconButton } from './icon-button.tsx';

type Props = {
  readonly url: string;
  readonly name: string;
  readonly onClose: () => void;
};

/** The picture as wide as the surface; a click shows it in its own size, because letters are small in a narrow panel. */
export function PictureDialog({ url, name, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isFull, setFull] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const size = isFull ? t('picture_fit') : t('picture_full');
  return (
    <dialog ref={dialog} class="picture-dialog" aria-label={name} onClose={onClose}>
      <div class="picture-head">
        <p>{name}</p>
        <IconButton icon="close" label={t('close')} onClick={close} />
      </div>
      <div class="picture-frame">
        <button type="button" aria-label={size} title={size} data-full={isFull} onClick={() => setFull(!isFull)}>
          <img src={url} alt={name} />
        </button>
      </div>
    </dialog>
  );
}
