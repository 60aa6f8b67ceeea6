import type { Citation } from '../assistants/objects.ts';
import { toAppError } from '../errors.ts';
import type { PanelAnswering } from './asking/answering.ts';
import type { Asking } from './asking/asking.ts';
import { createSend } from './asking/send.ts';
import { besideActions } from './beside-actions.ts';
import type { Along } from './composer/along.ts';
import type { Draft } from './composer/draft.ts';
import type { Mentions } from './composer/mentions.ts';
import type { PendingPictures } from './composer/pictures.ts';
import type { PendingSelection } from './composer/selection.ts';
import { takeLink } from './composer/take-link.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { MessageWork } from './conversation/message-work.ts';
import type { FirstRun } from './first-run.ts';
import type { FollowTab } from './follow-tab.ts';
import type { PanelActions, Sight } from './model.ts';
import type { PanelPorts } from './ports.ts';
import type { SiteWork } from './site-work.ts';
import type { ThreadChoice } from './threads/thread-choice.ts';

export type ActionParts = {
  readonly along: Along;
  readonly ports: PanelPorts;
  readonly asking: Asking;
  readonly work: SiteWork;
  readonly conversation: Conversation;
  readonly draft: Draft;
  readonly follow: FollowTab;
  readonly selection: PendingSelection;
  readonly mentions: Mentions;
  readonly pictures: PendingPictures;
  readonly messageWork: MessageWork;
  readonly threadChoice: ThreadChoice;
  readonly firstRun: FirstRun;
  readonly answering: PanelAnswering;
  readonly sight: () => Sight;
};

/** What the panel's buttons do. */
export function createActions(parts: ActionParts): PanelActions {
  const { ports, asking, work, draft, follow, selection } = parts;

  const send = createSend(parts);
  let recalling = Promise.resolve();
  /** One after the other: what a key does hangs on the one before it. */
  function recallQuestion(by: 1 | -1): void {
    recalling = recalling
      .then(async () =>
        (await import('./composer/recall.ts')).recall(ports.reads, parts.conversation.threadId(), draft, by),
      )
      .catch(() => undefined);
  }

  async function show(citation: Citation): Promise<void> {
    const site = follow.site();
    const tab = follow.tab();
    const shown = import('./conversation/show-citation.ts').then(({ showCitation }) =>
      showCitation({ ...ports, preview: parts.along.actions.openPreview }, tab, citation),
    );
    work.notify(site, await shown.catch(toAppError));
  }

  async function onSite(task: (site: string) => Promise<unknown>): Promise<void> {
    const tab = follow.state();
    if (tab.status !== 'ready' && tab.status !== 'unreadable') return;
    await work.tell(tab.site, task(tab.site));
  }

  return {
    ...parts.messageWork.actions,
    ...parts.threadChoice.actions,
    ...parts.along.actions,
    ...parts.answering.actions,
    changeDraft: draft.type,
    send: () => void send(),
    prompts: async () => (await import('./prompts/prompts.ts')).promptViews(await ports.reads.prompts()),
    measureQuestion: async (text) => {
      const { measureQuestion } = await import('./composer/measure-question.ts');
      return measureQuestion(text, parts.answering.connection(), ports.loadContextTokens);
    },
    recall: recallQuestion,
    loadEdits: () => ports.reads.edits(),
    keepEdit: (messageId, text) => {
      const threadId = parts.conversation.threadId();
      if (threadId !== null) ports.reads.keepEdit(threadId, messageId, text).catch(() => undefined);
    },
    leaveRecalled: () => draft.recall(null),
    summarize: () => void asking.summarize(),
    stop: () => void asking.stop(),
    ...besideActions(parts),
    removeSelection: () => selection.set(null),
    takeLink: (link) => void takeLink(parts, link.url),
    ...ports.shortcuts,
    endFirstRun: parts.firstRun.end,
    retry: () => void asking.retry(),
    continueAnswer: () => void asking.continueAnswer(),
    lookAgain() {
      work.notify(follow.site(), null);
      void follow.refresh();
    },
    askAnew: () => void import('./asking/thread-gone.ts').then(({ askAnew }) => askAnew(parts, send)),
    showCitation: (citation) => void show(citation),
    openLink: ports.tabs.open,
    loadRead: async (read) => (await import('./conversation/load-read.ts')).loadRead(ports.reads, read),
    loadSteps: async (runId) => (await import('./conversation/load-steps.ts')).loadSteps(ports.reads, runId),
    loadSent: async (runId) => (await import('./conversation/load-sent.ts')).loadSent(ports.reads, runId),
    ...grants(parts, onSite),
    openSettings: () => ports.openSettings(),
    openSection: ports.openSettings,
    unlockKeys: (passphrase) => ports.background.send('keys-unlock', { passphrase }).then(() => null, toAppError),
    dismissNotice: () => work.notify(follow.site(), null),
  };
}

/** What asks the browser's user. All of it is called first thing in a click or a key press. */
function grants(
  { ports, follow }: Pick<ActionParts, 'ports' | 'follow'>,
  onSite: (task: () => Promise<unknown>) => Promise<void>,
): Pick<PanelActions, 'allowSite' | 'allowFiles' | 'followTabs'> {
  return {
    allowSite: () => {
      const tab = follow.tab();
      if (tab?.url !== undefined) void onSite(() => ports.tabs.requestOrigin(tab.url ?? ''));
      else if (tab === null || !ports.tabs.canRequestSite()) ports.tabs.requestAllSites();
      else ports.tabs.requestSite(tab);
    },
    allowFiles: () => {
      const url = follow.tab()?.url;
      if (url !== undefined) void onSite(() => ports.tabs.requestOrigin(url));
    },
    followTabs: ports.tabs.requestAllSites,
  };
}
