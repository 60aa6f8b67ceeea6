import type { ThreadPlace } from '../assistants/thread-place.ts';
import { pageAddress } from '../page/site.ts';
import type { FollowTab } from './follow-tab.ts';

/** Where the user is: the site in front, empty where nobody knows it, and the page's address there. */
export function placeOf(follow: Pick<FollowTab, 'site' | 'tab'>): ThreadPlace {
  const url = follow.tab()?.url;
  return { site: follow.site(), page: url === undefined ? null : pageAddress(url) };
}
