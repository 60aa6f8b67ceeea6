import { useEffect, useState } from 'preact/hooks';
import type { ThreadLibrary } from '../../lib/panel/threads/threads-model.ts';
import { SiteIcon } from './site-icon.tsx';

type Props = {
  readonly library: Pick<ThreadLibrary, 'icon'>;
  readonly site: string;
};

/** The site's icon, else its first letter. Decoration: the name stands beside it. */
export function SiteTile({ library, site }: Props) {
  const [icon, setIcon] = useState<Blob | null>(null);
  useEffect(() => {
    let wanted = true;
    library.icon(site).then(
      (found) => wanted && setIcon(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [library, site]);
  const [letter = ''] = site;
  return (
    <span class="site-tile" aria-hidden="true">
      {icon === null ? letter.toLocaleUpperCase() : <SiteIcon icon={icon} />}
    </span>
  );
}
