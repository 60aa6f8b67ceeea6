import { toAppError } from '../errors.ts';
import { t } from '../i18n/index.ts';
import type { Conversation } from './conversation.ts';
import type { FollowTab } from './follow-tab.ts';
import type { Mentions } from './mentions.ts';
import type { CaptureOptions, DraftPicture, PanelPorts } from './ports.ts';
import { type Asked, prepareQuestion, readPage } from './question.ts';
import type { Requests } from './requests.ts';
import type { Selection } from './selection.ts';
import type { SiteWork } from './site-work.ts';

type Parts = {
  readonly ports: PanelPorts;
  readonly requests: Requests;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly work: SiteWork;
  readonly mentions: Mentions;
};

/** In a run's metadata: whom the user chose to ask, where that was not whoever answers by default. */
export const ASKED_OF = 'asked_of';

/** Every way to start or stop a run. A failure keeps what was typed and says why. */
export function createAsking(parts: Parts) {
  const { ports, requests, conversation, follow, work, mentions } = parts;

  /** Runs `task` for the site in front, unless something is being asked there. True when it came through. */
  async function once(task: (options: CaptureOptions, site: string) => Promise<unknown>): Promise<boolean> {
    const site = follow.site();
    return conversation.activeRun() === undefined && work.run(site, (options) => task(options, site));
  }

  async function ask(asked: Asked, options: CaptureOptions, site: string): Promise<void> {
    const { thread_id, question, title, taken } = await prepareQuestion(parts, asked, options);
    conversation.expect(await requests.createRun(thread_id, question), site);
    mentions.sent(site, taken);
    const thread = await ports.reads.getThread(thread_id);
    if (thread?.metadata['title'] === undefined) await requests.titleThread(thread_id, title);
  }

  async function again(text: string | null): Promise<boolean> {
    const run = conversation.rows().run;
    if (run === undefined) return false;
    const { [ASKED_OF]: model, ...rest } = run.metadata;
    const asked = model === undefined ? {} : { [ASKED_OF]: model };
    const metadata = { ...(text === null ? rest : {}), ...asked };
    const question = { text, attachments: [], pictures: [], metadata, ...(model === undefined ? {} : { model }) };
    return once(async (_options, site) => conversation.expect(await requests.createRun(run.thread_id, question), site));
  }

  return {
    once,
    send: (text: string, selection: Selection | null, pictures: readonly DraftPicture[]) =>
      once((options, site) => ask({ text, task: 'answer', selection, pictures }, options, site)),
    summarize: () =>
      once((options, site) =>
        ask({ text: t('summarize_question'), task: 'summarize', selection: null, pictures: [] }, options, site),
      ),
    retry: () => again(null),
    continueAnswer: () => again(t('continue_question')),

    async stop(): Promise<void> {
      work.stop(follow.site());
      const run = conversation.activeRun();
      // The run may end by itself in the same moment: then there is nothing to stop and nothing to say.
      if (run !== undefined) await requests.cancelRun(run).catch(() => undefined);
    },

    /** What the user has marked right now, null where there is nothing or the page cannot be read. */
    async selection(): Promise<Selection | null> {
      const site = follow.site();
      const options = { signal: new AbortController().signal, onProgress: () => {} };
      const snapshot = await readPage(ports, follow, options).catch((thrown: unknown) =>
        work.notify(site, toAppError(thrown)),
      );
      return snapshot?.selection ? { text: snapshot.selection, url: snapshot.url } : null;
    },
  };
}

export type Asking = ReturnType<typeof createAsking>;
