import { toAppError } from '../../errors.ts';
import type { FollowTab } from '../follow-tab.ts';
import type { PanelPorts } from '../ports.ts';
import type { SiteWork } from '../site-work.ts';
import type { Mentions } from './mentions.ts';

type Parts = {
  readonly ports: Pick<PanelPorts, 'tabs'>;
  readonly follow: FollowTab;
  readonly mentions: Mentions;
  readonly work: SiteWork;
};

/**
 * Opens the page of a link in a tab that stays behind and takes it along with the next question. First thing in a gesture: its site
 * may have to be asked for. Nothing is opened where the user refuses.
 */
export async function takeLink({ ports, follow, mentions, work }: Parts, url: string): Promise<void> {
  const granted = ports.tabs.requestOrigin(url);
  const site = follow.site();
  try {
    if (await granted) await mentions.choose(site, await ports.tabs.openBehind(url), granted);
  } catch (thrown) {
    work.notify(site, toAppError(thrown));
  }
}
