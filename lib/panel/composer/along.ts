import { toAppError } from '../../errors.ts';
import { pageAddress } from '../../page/site.ts';
import type { Asked } from '../asking/question.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowTab } from '../follow-tab.ts';
import type { MessageView } from '../model.ts';
import type { DraftFile, PanelPorts } from '../ports.ts';
import type { AlongActions, AlongState, PageView, PreviewOf } from './along-model.ts';
import type { Place } from './draft-part.ts';
import { createFiles } from './files.ts';
import type { Mentions } from './mentions.ts';
import type { PendingSelection } from './selection.ts';

export type AlongParts = {
  readonly ports: PanelPorts;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly mentions: Mentions;
  readonly selection: PendingSelection;
  readonly changed: () => void;
  readonly failed: (thrown: unknown) => void;
};

/** What goes with the next question beside its words: the page in front unless it is left out, and files of the user's own. */
export function createAlong(parts: AlongParts) {
  const { ports, follow, changed, failed } = parts;
  const files = createFiles(ports, changed);
  /** The address of the page that does not go along; null where the one in front does. */
  let leftOut: string | null = null;
  let preview: PreviewOf | null = null;

  const address = () => {
    const tab = follow.state();
    return tab.status === 'ready' ? pageAddress(tab.url) : '';
  };
  const isLeftOut = () => leftOut !== null && leftOut === address();

  function look(next: PreviewOf | null): void {
    preview = next;
    changed();
  }

  function takePage(isTaken: boolean): void {
    leftOut = isTaken ? null : address();
    changed();
  }

  const actions: AlongActions = {
    addFiles: files.add,
    removeFile: files.remove,
    retryFile: files.retry,
    loadAcceptedFiles: async () => (await import('../../page/files/kinds.ts')).ACCEPTED,
    loadEarlierFiles: () => ports.reads.earlierFiles(),
    attachEarlierFile: (file) => void files.attach(file).catch(failed),
    takePage,
    openPreview: look,
    closePreview: () => look(null),
    loadPreview: async (what) => {
      try {
        return await (await import('../conversation/load-preview.ts')).loadPreview({ ...parts, files }, what);
      } catch (thrown) {
        return toAppError(thrown);
      }
    },
  };

  return {
    actions,
    show: (place: Place | null) => files.show(place),
    kept: files.kept,

    state: (messages: readonly MessageView[]): AlongState => ({
      page: pageView(follow, isLeftOut(), messages),
      files: files.views(),
      preview,
    }),

    /** What the question that is asked now goes with, and what forgets it once that has come through. */
    taken() {
      let went: readonly DraftFile[] = [];
      const without = isLeftOut();
      const whenRead = files.taken();
      const more: Pick<Asked, 'files' | 'leave_out_page'> = {
        leave_out_page: without,
        files: async () => {
          went = await whenRead();
          return went;
        },
      };
      return {
        more,
        sent: (from: string | null) => {
          if (without) takePage(true);
          return files.sent(from, went);
        },
      };
    },
  };
}

export type Along = ReturnType<typeof createAlong>;

function pageView(follow: FollowTab, isLeftOut: boolean, messages: readonly MessageView[]): PageView | null {
  const tab = follow.state();
  if (tab.status !== 'ready') return null;
  const title = tab.title === '' ? tab.site : tab.title;
  if (isLeftOut) return { title, state: 'left-out' };
  const url = pageAddress(tab.url);
  const isKnown = messages.some(({ attachments }) => attachments.some((page) => page.url === url));
  return { title, state: isKnown ? 'known' : 'goes' };
}
