import type { RemovedMessage } from '../../assistants/operations/message-versions.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { PanelActions } from '../model.ts';
import type { PanelBackground } from '../ports.ts';

type Parts = {
  readonly background: Pick<PanelBackground, 'send'>;
  readonly conversation: Pick<Conversation, 'threadId'>;
  readonly changed: () => void;
  /** Does it and tells the user what went wrong. */
  readonly onSite: (task: () => Promise<unknown>) => Promise<void>;
};

/** Deletes messages, and keeps the last one until the user has not wanted it back. */
export function createRemoval({ background, conversation, changed, onSite }: Parts) {
  let removed: RemovedMessage | null = null;

  const actions: Pick<PanelActions, 'removeMessage' | 'putBackMessage' | 'forgetRemoved'> = {
    removeMessage(message_id) {
      const thread_id = conversation.threadId();
      if (thread_id === null) return;
      void onSite(async () => {
        removed = await background.send('message-remove', { thread_id, message_id });
        changed();
      });
    },

    putBackMessage() {
      if (removed === null) return;
      const message = removed;
      void onSite(async () => {
        await background.send('message-put-back', message);
        if (removed === message) removed = null;
        changed();
      });
    },

    forgetRemoved() {
      removed = null;
      changed();
    },
  };

  return {
    actions,
    /** The message that can be put back into the thread in front. */
    removed: (): string | null =>
      removed !== null && removed.message.thread_id === conversation.threadId() ? removed.message.id : null,
  };
}
