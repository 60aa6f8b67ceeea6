import { pagesLeftOut } from '../../assistants/prompt/pages-left-out.ts';
import { toAppError } from '../../errors.ts';
import { t } from '../../i18n/index.ts';
import type { Mentions } from '../composer/mentions.ts';
import type { Selection } from '../composer/selection.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowTab } from '../follow-tab.ts';
import type { CaptureOptions, DraftPicture, PanelPorts } from '../ports.ts';
import type { SiteWork } from '../site-work.ts';
import { askedMetadata, chosenFor } from './asked-of.ts';
import type { Asked, TabInFront } from './question.ts';
import type { Requests } from './requests.ts';
import type { Writing } from './thread-gone.ts';

export type AskingParts = Writing & {
  readonly ports: PanelPorts;
  readonly requests: Requests;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly work: SiteWork;
  readonly mentions: Mentions;
};

/** What a prompt says beyond its words. */
type AskedMore = Partial<Pick<Asked, 'task' | 'page_tokens' | 'prompt' | 'files' | 'leave_out_page' | 'composed'>>;

/** Where the user is in one moment: the tab, and the thread of another place that is looked at. */
export type Here = TabInFront & Pick<Conversation, 'visited'> & { readonly anew: boolean };

/** Asks from where the user was in one moment, however long the rest takes and wherever they are by then. */
export type AskingHere = Here & {
  /** True when it came through. */
  send(
    text: string,
    selection: Selection | null,
    pictures: readonly DraftPicture[],
    more?: AskedMore,
  ): Promise<boolean>;
  /** What is marked there, null where there is nothing or the page cannot be read. */
  selection(): Promise<Selection | null>;
};

/** Every way to start or stop a run. A failure keeps what was typed and says why. */
export function createAsking(parts: AskingParts) {
  const { requests, conversation, follow, work } = parts;
  const inFront = () => hereOf(parts);
  /** What was asked in a thread that was gone and is written in no composer, by site. */
  const lost = new Map<string, Asked>();

  /** Runs `task` for a site, unless something is being asked there. True when it came through. */
  async function once(
    task: (options: CaptureOptions, site: string) => Promise<unknown>,
    from: Here = inFront(),
  ): Promise<boolean> {
    const site = from.site();
    // Elsewhere nobody sees what goes on there; a run of the same thread is refused by the engine.
    const isStillThere = site === follow.site() && from.visited() === conversation.visited();
    if (isStillThere && !from.anew && conversation.activeRun() !== undefined) return false;
    return work.run(site, (options) => task(options, site));
  }

  async function ask(asked: Asked, options: CaptureOptions, from: Here): Promise<void> {
    const { askQuestion } = await import('./ask-question.ts');
    await askQuestion({ ...parts, lost }, asked, options, from);
  }

  async function again(text: string | null): Promise<boolean> {
    const run = conversation.rows().run;
    if (run === undefined) return false;
    const before = text === null ? run.metadata : pagesLeftOut(run.metadata);
    const metadata = { ...before, ...askedMetadata(run.metadata) };
    const question = { text, attachments: [], pictures: [], metadata, ...chosenFor(run.metadata) };
    return once(async (_options, site) => conversation.expect(await requests.createRun(run.thread_id, question), site));
  }

  function here(anew = false): AskingHere {
    const from = hereOf(parts, anew);
    return {
      ...from,
      send: (text, selection, pictures, more = {}) =>
        once((options) => ask({ text, task: 'answer', selection, pictures, ...more }, options, from), from),
      selection: () => readSelection(parts, from),
    };
  }

  return {
    once,
    here,
    lost,
    summarize: () => here().send(t('summarize_question'), null, [], { task: 'summarize' }),
    retry: () => again(null),
    continueAnswer: () => again(t('continue_question')),

    async stop(): Promise<void> {
      work.stop(follow.site());
      const run = conversation.activeRun();
      // The run may end by itself in the same moment: then there is nothing to stop and nothing to say.
      if (run !== undefined) await requests.cancelRun(run).catch(() => undefined);
    },
  };
}

export type Asking = ReturnType<typeof createAsking>;

/** As it is in the moment of the user's act: another tab may come to the front before the rest is loaded. */
function hereOf({ follow, conversation }: Pick<AskingParts, 'follow' | 'conversation'>, anew = false): Here {
  const [site, state, tab] = [follow.site(), follow.state(), follow.tab()];
  const visited = anew ? null : conversation.visited();
  return { site: () => site, state: () => state, tab: () => tab, visited: () => visited, anew };
}

async function readSelection(
  { ports, work }: Pick<AskingParts, 'ports' | 'work'>,
  from: Here,
): Promise<Selection | null> {
  const options = { signal: new AbortController().signal, onProgress: () => {} };
  const { readPage } = await import('./question.ts');
  const snapshot = await readPage(ports, from, options).catch((thrown: unknown) =>
    work.notify(from.site(), toAppError(thrown)),
  );
  return snapshot?.selection ? { text: snapshot.selection, url: snapshot.url } : null;
}
