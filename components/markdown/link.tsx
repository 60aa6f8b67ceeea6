import type { Tokens } from 'marked';
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { t } from '../../lib/i18n/index.ts';
import { namesAnotherHost, safeLink } from './safe-link.ts';

type Props = {
  readonly token: Tokens.Link;
  readonly onOpen: (url: string) => void;
  /** The link's words. */
  readonly children: ComponentChildren;
};

/** The right button, which reports the same event, asks for a menu and not for a visit. */
const MIDDLE = 1;

/** Opens through the surface, by a person's own click only. A destination that may not be opened stays text. */
export function Link({ token, onOpen, children }: Props) {
  const link = safeLink(token.href);
  if (link === null) return <>{token.raw}</>;
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    if (event.isTrusted) onOpen(link.url);
  };
  return (
    <>
      <a
        href={link.url}
        rel="noopener noreferrer"
        title={t('link_to', link.url)}
        onClick={open}
        onAuxClick={(event) => event.button === MIDDLE && open(event)}
      >
        {children}
      </a>
      {namesAnotherHost(token.text, link) && <span class="real-host"> ({link.host})</span>}
    </>
  );
}
