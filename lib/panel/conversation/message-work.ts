import type { Message } from '../../assistants/objects.ts';
import { pagesLeftOut } from '../../assistants/prompt/pages-left-out.ts';
import { toAppError } from '../../errors.ts';
import { modelName, ON_DEVICE } from '../../notation/model-name.ts';
import { askedMetadata, withoutAsked } from '../asking/asked-of.ts';
import type { Asking } from '../asking/asking.ts';
import type { Question, Requests } from '../asking/requests.ts';
import type { FollowTab } from '../follow-tab.ts';
import type { ModelChoice, PanelActions } from '../model.ts';
import type { PanelPorts } from '../ports.ts';
import type { SiteWork } from '../site-work.ts';
import { createRemoval } from '../threads/removal.ts';
import type { Conversation } from './conversation.ts';

type Parts = {
  readonly ports: Pick<PanelPorts, 'background' | 'reads'>;
  readonly asking: Pick<Asking, 'once'>;
  readonly requests: Requests;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly work: SiteWork;
  readonly changed: () => void;
};

type Actions = Pick<
  PanelActions,
  | 'answerAgain'
  | 'editMessage'
  | 'chooseVersion'
  | 'branchThread'
  | 'removeMessage'
  | 'putBackMessage'
  | 'forgetRemoved'
  | 'loadModels'
  | 'showEarlier'
  | 'showLater'
  | 'showLatest'
>;

/** What can be done to messages that are already in the thread. What takes the place of something else never loses it. */
export function createMessageWork({ ports, asking, requests, conversation, follow, work, changed }: Parts) {
  const { background, reads } = ports;
  const onSite = (task: () => Promise<unknown>): Promise<void> => work.tell(follow.site(), task());
  const removal = createRemoval({ background, conversation, changed, onSite });

  const find = (id: string) => conversation.rows().messages.find((message) => message.id === id);

  /** The first message of the answer that a message is part of; it may stand before those that are there. */
  async function answerOf(id: string): Promise<Message | undefined> {
    const { run_id = null, thread_id = '' } = find(id) ?? {};
    return run_id === null ? undefined : reads.firstOfRun(run_id, thread_id);
  }

  const failed = (thrown: unknown) => work.notify(follow.site(), toAppError(thrown));

  /** Asks in the place of a message. False where that could not be asked: then everything is as before. */
  function instead(message: Message, question: () => Promise<Question>): Promise<boolean> {
    const { id: message_id, thread_id } = message;
    return asking.once(async ({ signal }, site) => {
      const asked = await question();
      signal.throwIfAborted();
      await background.send('message-set-aside', { thread_id, message_id });
      try {
        signal.throwIfAborted();
        conversation.expect(await requests.createRun(thread_id, asked), site);
      } catch (thrown) {
        await background.send('message-choose', { thread_id, message_id }).catch(() => undefined);
        throw thrown;
      }
    });
  }

  const actions: Actions = {
    answerAgain(id, model, assistant_id) {
      void answerOf(id).then((first) => {
        if (first === undefined) return false;
        return instead(first, async () => {
          const metadata = withoutAsked((await reads.getRun(first.run_id ?? ''))?.metadata ?? {});
          const chosen = {
            ...(model === null ? {} : { model }),
            ...(assistant_id === undefined ? {} : { assistant_id }),
          };
          const question = { text: null, attachments: [], pictures: [] };
          return { ...question, metadata: { ...metadata, ...askedMetadata(metadata, chosen) }, ...chosen };
        });
      }, failed);
    },

    async editMessage(id, text) {
      const message = find(id);
      if (message === undefined || text.trim() === '') return false;
      const pictures = message.content.flatMap((part) => (part.type === 'image_file' ? [part.image_file.file_id] : []));
      const { messages } = conversation.rows();
      const answered = messages.slice(messages.indexOf(message) + 1).find(({ run_id }) => run_id !== null);
      return instead(message, async () => {
        const metadata = pagesLeftOut((await reads.getRun(answered?.run_id ?? ''))?.metadata);
        return { text: text.trim(), attachments: message.attachments ?? [], pictures, metadata };
      });
    },

    chooseVersion(message_id) {
      const thread_id = conversation.threadId();
      if (thread_id !== null) void onSite(() => background.send('message-choose', { thread_id, message_id }));
    },

    branchThread(message_id) {
      const thread_id = conversation.threadId();
      if (thread_id !== null)
        void onSite(async () => {
          const branch = await background.send('thread-branch', { thread_id, message_id });
          if (conversation.visited() !== null) conversation.visit(branch.thread_id);
        });
    },

    ...removal.actions,

    showEarlier: conversation.showEarlier,
    showLater: conversation.showLater,
    showLatest: conversation.showLatest,

    async loadModels() {
      const connections = await reads.connections();
      return [
        ...connections.map(({ id, name, model }): ModelChoice => ({ model: modelName(id), name, detail: model })),
        { model: ON_DEVICE, name: null, detail: '' },
      ];
    },
  };

  return { actions, removed: removal.removed };
}

export type MessageWork = ReturnType<typeof createMessageWork>;
