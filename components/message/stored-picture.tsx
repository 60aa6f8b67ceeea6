import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { Picture } from '../controls/picture.tsx';

type Props = {
  readonly file_id: string;
  /** Counts from 1. */
  readonly number: number;
  readonly onLoad: PanelActions['loadPicture'];
};

/** A picture of the thread. It is read when it comes into sight: a thread may hold hundreds. */
export function StoredPicture({ file_id, number, onLoad }: Props) {
  const place = useRef<HTMLSpanElement>(null);
  const [picture, setPicture] = useState<Blob | 'gone' | null>(null);
  useLayoutEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      void onLoad(file_id).then((found) => setPicture(found ?? 'gone'));
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [file_id, onLoad]);
  if (picture === 'gone') return <span class="picture quiet">{t('picture_gone')}</span>;
  return picture === null ? <span ref={place} class="picture" /> : <Picture picture={picture} number={number} />;
}
