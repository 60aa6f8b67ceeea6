import { siteOf } from '../../page/site.ts';
import type { CurrentTab, PanelPorts } from '../ports.ts';

/** Milliseconds after which a site's icon is looked at again. */
const MONTH = 30 * 86_400_000;

/**
 * Keeps the icon of a site whose page was just read for the user, if its tab still shows it. Rejects where the page cannot be looked
 * into; then it is tried again with the next question.
 */
export async function keepIcon({ reads, tabs }: PanelPorts, tab: CurrentTab, site: string): Promise<void> {
  const threads = await reads.threadReads();
  if ((await threads.iconAge(site)) < MONTH) return;
  // Much may have been read since: the tab may be somewhere where nothing is to run.
  const now = await tabs.current();
  if (now?.id !== tab.id || now.url === undefined || siteOf(now.url) !== site) return;
  const { url, icon } = await tabs.icon(now);
  if (siteOf(url) === site) await threads.keepIcon(site, icon);
}
