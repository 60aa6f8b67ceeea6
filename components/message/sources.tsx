import type { TargetedMouseEvent } from 'preact';
import { t } from '../../lib/i18n/index.ts';
import type { SourceView } from '../../lib/panel/model.ts';
import { safeLink } from '../markdown/safe-link.ts';

type Props = {
  readonly sources: readonly SourceView[];
  readonly onOpen: (url: string) => void;
};

const MIDDLE = 1;

/** The pages of the web an answer rests on, as its server found them. Where each leads is said in a form that nobody can fake. */
export function Sources({ sources, onOpen }: Props) {
  const links = sources.flatMap(({ url, title }) => {
    const link = safeLink(url);
    return link === null ? [] : [{ ...link, title: title.trim() }];
  });
  if (links.length === 0) return null;
  const open = (url: string) => (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    if (event.isTrusted) onOpen(url);
  };
  return (
    <section class="sources" aria-label={t('sources')}>
      <h2>{t('sources')}</h2>
      <ol>
        {links.map(({ url, host, title }) => (
          <li key={url}>
            <a
              href={url}
              rel="noopener noreferrer"
              title={t('link_to', url)}
              onClick={open(url)}
              onAuxClick={(event) => event.button === MIDDLE && open(url)(event)}
            >
              <bdi>{title || url}</bdi>
            </a>
            {title !== '' && <bdi class="host">{host}</bdi>}
          </li>
        ))}
      </ol>
    </section>
  );
}
