import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { PictureDialog } from './picture-dialog.tsx';
import { useObjectUrl } from './use-object-url.ts';

type Props = {
  readonly picture: Blob;
  /** Counts from 1. */
  readonly number: number;
};

/** A small picture that opens large. */
export function Picture({ picture, number }: Props) {
  const url = useObjectUrl(picture);
  const [isLarge, setLarge] = useState(false);
  const label = t('picture_open', String(number));
  return (
    <>
      <button type="button" class="picture" aria-label={label} title={label} onClick={() => setLarge(true)}>
        <img src={url} alt="" />
      </button>
      {isLarge && <PictureDialog url={url} name={t('picture', String(number))} onClose={() => setLarge(false)} />}
    </>
  );
}
