import { type AppError, toAppError } from '../errors.ts';
import { t } from '../i18n/index.ts';
import type { Conversation } from './conversation.ts';
import type { FollowTab } from './follow-tab.ts';
import type { PanelPorts } from './ports.ts';
import { type Asked, prepareQuestion, readPage } from './question.ts';
import type { Requests } from './requests.ts';

type Parts = {
  readonly ports: PanelPorts;
  readonly requests: Requests;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly changed: () => void;
};

/** Every way to start or stop a run. One question at a time; a failure keeps what was typed and says why. */
export function createAsking(parts: Parts) {
  const { ports, requests, conversation, follow, changed } = parts;
  let reading = false;
  let notice: AppError | null = null;

  function notify(error: AppError | null): void {
    notice = error;
    changed();
  }

  /** Runs `work` unless another question is on its way. True when it came through. */
  async function once(work: () => Promise<unknown>): Promise<boolean> {
    if (reading || conversation.activeRun() !== undefined) return false;
    reading = true;
    notify(null);
    const error = await work().then(() => null, toAppError);
    reading = false;
    notify(error);
    return error === null;
  }

  async function ask(asked: Asked): Promise<void> {
    const { thread_id, question } = await prepareQuestion(parts, asked);
    await conversation.knows(await requests.createRun(thread_id, question));
  }

  async function again(text: string | null): Promise<boolean> {
    const run = conversation.newestRun();
    if (run === undefined) return false;
    const metadata = text === null ? run.metadata : {};
    const question = { text, attachments: [], metadata };
    return once(async () => conversation.knows(await requests.createRun(run.thread_id, question)));
  }

  return {
    send: (text: string, selection: string | null) => once(() => ask({ text, task: 'answer', selection })),
    summarize: () => once(() => ask({ text: t('summarize_question'), task: 'summarize', selection: null })),
    retry: () => again(null),
    continueAnswer: () => again(t('continue_question')),

    async stop(): Promise<void> {
      const run = conversation.activeRun();
      // The run may end by itself in the same moment: then there is nothing to stop and nothing to say.
      if (run !== undefined) await requests.cancelRun(run).catch(() => undefined);
    },

    /** The user's selection right now, null where the page cannot be read. */
    async selection(): Promise<string | null> {
      const snapshot = await readPage(ports, follow).catch((thrown: unknown) => notify(toAppError(thrown)));
      return snapshot?.selection ?? null;
    },

    notify,
    notice: () => notice,
    reading: () => reading,
  };
}

export type Asking = ReturnType<typeof createAsking>;
