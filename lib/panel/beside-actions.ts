import { toAppError } from '../errors.ts';
import type { ActionParts } from './actions.ts';
import { mayMention } from './composer/mentions.ts';
import type { PanelActions } from './model.ts';
import type { CurrentTab } from './ports.ts';

type Parts = Pick<ActionParts, 'ports' | 'work' | 'follow' | 'mentions' | 'pictures'>;

type Actions = Pick<
  PanelActions,
  | 'addScreenshot'
  | 'addPicture'
  | 'removePicture'
  | 'loadPicture'
  | 'openTabs'
  | 'mention'
  | 'removeMention'
  | 'nameTabs'
>;

/** What puts pictures and other tabs beside the question that is being written, and takes them away. */
export function besideActions({ ports, work, follow, mentions, pictures }: Parts): Actions {
  async function addPicture(take: (tab: CurrentTab) => Promise<Blob>): Promise<void> {
    const site = follow.site();
    const tab = follow.tab();
    const question = pictures.key();
    work.notify(site, null);
    if (tab === null || site === '') return work.notify(site, { kind: 'no-picture', reason: 'not-granted' });
    const added = take(tab).then((picture) => pictures.add(question, picture));
    // Another one's failure is still to be read.
    await added.catch((thrown: unknown) => work.notify(site, toAppError(thrown)));
  }

  return {
    addScreenshot: () => void addPicture((tab) => ports.pictures.ofTab(tab)),
    addPicture: (file) => void addPicture(() => ports.pictures.of(file)),
    removePicture: pictures.remove,
    loadPicture: (fileId) => ports.reads.picture(fileId),
    async openTabs() {
      const open = await ports.tabs.openTabs();
      return { ...open, tabs: open.tabs.filter(mayMention) };
    },
    mention: (tab) => void mentions.choose(follow.site(), tab),
    removeMention: (tabId) => mentions.remove(follow.site(), tabId),
    nameTabs: () => ports.tabs.requestNames(),
  };
}
