import { siteOf } from '../../page/site.ts';
import type { LinkView } from '../model.ts';

/** A link of the page that a question is about. `text`: its words, empty where nobody tells them. */
export type Link = { readonly url: string; readonly text: string };

/** As it goes with the question, beside the page that it stands on. */
export function linkWords({ url, text }: Link): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words === '' || words === url ? url : `${words} <${url}>`;
}

/** Objects keep their identity while the link is the same. */
export function createLinkView(): (link: Link | undefined) => LinkView | null {
  let of: Link | undefined;
  let view: LinkView | null = null;
  return (link) => {
    if (link !== of) [of, view] = [link, link === undefined ? null : viewOf(link)];
    return view;
  };
}

function viewOf({ url, text }: Link): LinkView {
  const isPage = /^https?:/i.test(url);
  return { url, text: text.replace(/\s+/g, ' ').trim(), host: isPage ? siteOf(url) : '', can_read: isPage };
}
