/** What the panel needs from outside; entrypoints hand in lib/store and lib/platform. */

import type {
  Answering,
  Assistant,
  FileObject,
  Message,
  MessageVersion,
  Run,
  RunStep,
  Thread,
} from '../assistants/objects.ts';
import type { SentRequest } from '../assistants/ports.ts';
import type { FileNotReadable } from '../errors.ts';
import type { CapabilitiesRow } from '../models/capabilities.ts';
import type { Connection } from '../models/connection.ts';
import type { CostAt } from '../models/prices/cost-at.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { BackgroundFrame, OwnPrice, Protocol, SurfaceFrame } from '../protocol.ts';
import type { EarlierFile } from './composer/along-model.ts';
import type { OpenTab, OpenTabs, ReadProgress } from './model.ts';
import type { PromptRows } from './prompts/prompts-model.ts';
import type { PanelShortcuts } from './shortcuts.ts';
import type { ThreadReads } from './threads/threads-model.ts';

/** A version of a thread's end that is set aside; `id`, of its first message; `after`, the order of the message it followed. */
export type VersionRow = Pick<MessageVersion, 'id' | 'after' | 'order'>;

/** Calls back with the value now and after every change, or with why it cannot be told. The result stops it. */
export type Watch<T> = (onValue: (value: T) => void, onError?: (thrown: unknown) => void) => () => void;

/** So many messages `before` the one that has the order `at`, and so many from it on. `at` null: behind the thread's end. */
export type Stretch = { readonly at: number | null; readonly before: number; readonly behind: number };

/** A stretch of a thread. One that reaches the thread's end grows with it. */
export type ThreadRows = {
  readonly messages: readonly Message[];
  /** The message right before them; absent where the thread begins here. */
  readonly before?: Message | undefined;
  /** The message right behind them; absent where the thread ends here. */
  readonly after?: Message | undefined;
  /** The thread's newest message, where the stretch does not reach it. */
  readonly last?: Message | undefined;
  /** The user's newest message of the whole thread. */
  readonly asked?: string | undefined;
  /** The File that each address was attached as last before this stretch, of pages attached in it. */
  readonly earlier_pages?: ReadonlyMap<string, string>;
  /** The newest run. */
  readonly run: Run | undefined;
  /** What messages have been followed by at other times. */
  readonly versions: readonly VersionRow[];
  /** The files that the messages attach. */
  readonly files: readonly FileObject[];
};

/** Which thread is shown in a place. */
export type SiteRows = { readonly current: string | null };

/** Of a run: what it has used, and what that depends on. */
export type UsedRun = Pick<
  Run,
  'id' | 'model' | 'status' | 'started_at' | 'completed_at' | 'failed_at' | 'cancelled_at'
> & {
  readonly local: Pick<Run['local'], 'order' | 'connection_id' | 'used' | 'usage_estimated' | 'assistant_name'>;
};

/** What a thread's answers have used. */
export type UsageRows = {
  /** All of them have ended. Oldest first; each is the same object every time. */
  readonly runs: readonly UsedRun[];
  /** Older ones are still to come. */
  readonly partial: boolean;
  /** Those the runs were answered by, as far as they still exist. */
  readonly connections: readonly Connection[];
  readonly prices: readonly OwnPrice[];
};

/** Where a question is asked: the site in front, or null for the thread's own, and the thread, if there is one yet. */
export type AnsweringPlace = { readonly site: string | null; readonly thread_id: string | null };

export type AnsweringRows = {
  /** Undefined: the default one, which nobody has asked yet. */
  readonly assistant: Assistant | undefined;
  /** Somebody else was chosen, and is deleted. */
  readonly gone: boolean;
  /** What the user has chosen instead of the assistant's own. */
  readonly model: string | null;
  /** The choice holds for the whole site. */
  readonly always: boolean;
  /** With the model that answers; undefined on this device. */
  readonly connection: Connection | undefined;
  /** The one that was chosen is deleted. */
  readonly connection_gone: boolean;
  /** What the connection's server has refused. */
  readonly learned: CapabilitiesRow | undefined;
};

export interface PanelReads {
  /** The newest messages, unless another stretch is asked for. */
  thread(id: string, stretch?: Stretch): Watch<ThreadRows>;
  /** Undefined where it is gone, or set aside. */
  getMessage(id: string): Promise<Message | undefined>;
  /** The first message of a thread that a run has written, there or where the thread was branched from. */
  firstOfRun(runId: string, threadId: string): Promise<Message | undefined>;
  usage(threadId: string): Watch<UsageRows>;
  /** `page`: the address of the page in front, where it is known. */
  site(site: string, page?: string | null): Watch<SiteRows>;
  /** Loaded when the list of threads is opened. */
  threadReads(): Promise<ThreadReads>;
  answering(place: AnsweringPlace): Watch<AnsweringRows>;
  getAnswering(place: AnsweringPlace): Promise<AnsweringRows>;
  /** Null: whoever answers everywhere. */
  answerOnSite(site: string, answering: Answering | null): Promise<void>;
  /** In the order in which they were made. */
  assistants(): Promise<readonly Assistant[]>;
  /** `key`: a thread, or a site that has none. `emptied`: a key whose value has gone into this one. */
  draft(key: string): Promise<string>;
  keepDraft(key: string, text: string, emptied?: string): Promise<void>;
  /** Questions that were being put in other words and were not sent, by message; of all threads. */
  edits(): Promise<ReadonlyMap<string, string>>;
  /** Null: it was sent, or left. */
  keepEdit(threadId: string, messageId: string, text: string | null): Promise<void>;
  draftPictures(key: string): Promise<readonly DraftPicture[]>;
  keepDraftPictures(key: string, pictures: readonly DraftPicture[], emptied?: string): Promise<void>;
  draftFiles(key: string): Promise<readonly KeptFile[]>;
  keepDraftFiles(key: string, files: readonly KeptFile[], emptied?: string): Promise<void>;
  /** Files of the user's own, the one attached last first, each once. */
  earlierFiles(): Promise<readonly EarlierFile[]>;
  /** What a thread has been asked, newest first, each once. */
  questions(threadId: string): Promise<readonly string[]>;
  prompts(): Promise<PromptRows>;
  /** Nothing has been asked yet, and nobody has put the first words away. */
  isFirstRun(): Promise<boolean>;
  endFirstRun(): Promise<void>;
  getThread(id: string): Promise<Thread | undefined>;
  getRun(id: string): Promise<Run | undefined>;
  /** Oldest first. */
  runSteps(runId: string): Promise<readonly RunStep[]>;
  /** What the run's models were asked, oldest first; none where that was long ago or there was no model. `at`: unix milliseconds. */
  sentRequests(runId: string): Promise<readonly { readonly at: number; readonly request: SentRequest }[]>;
  connections(): Promise<readonly Connection[]>;
  /** The File that holds the page exactly as it is. */
  findPage(page: Pick<PageSnapshot, 'url' | 'content_hash'>): Promise<FileObject | undefined>;
  snapshot(fileId: string): Promise<PageSnapshot | undefined>;
  /** The picture that a File holds. */
  picture(fileId: string): Promise<Blob | undefined>;
}

/** A picture that goes with the next question. `picture`: JPEG, as {@link PanelPictures} gives it. */
export type DraftPicture = { readonly id: string; readonly picture: Blob };

/** A file that goes with the next question. `snapshot` is null where the store holds it already, under `file_id`. */
export type DraftFile = {
  /** As its snapshot has it. */
  readonly url: string;
  readonly name: string;
  /** As we estimate. */
  readonly tokens: number;
  readonly file_id: string | null;
  readonly snapshot: PageSnapshot | null;
};

/** A file that is to go with the next question and is not read yet, or cannot be. */
export type UnreadFile = {
  /** Of its own, until what it holds gives it its address. */
  readonly url: string;
  readonly name: string;
  /** Null where they are gone, or of no more use because of `error`. */
  readonly bytes: Blob | null;
  readonly error: FileNotReadable | null;
  /** How often reading it was begun; none where it is not given. */
  readonly attempts?: number;
};

export type KeptFile = DraftFile | UnreadFile;

/** The tab beside the panel. */
export type CurrentTab = {
  readonly id: number;
  /** Undefined where the browser keeps it from us. */
  readonly url: string | undefined;
  readonly title: string;
  /** Why no grant would help, where the address is kept from us and the browser says as much. */
  readonly closed: 'browser-page' | 'store' | null;
  /** The user has said that its site is never to be read. */
  readonly never_read?: true;
};

/** `url`: of the page that was looked into; `icon`: a small PNG, null where it has none of its own. */
export type FoundIcon = { readonly url: string; readonly icon: Blob | null };

/** Any open tab that is known by its number. */
export type TabId = Pick<CurrentTab, 'id'>;

export type CaptureOptions = {
  readonly signal: AbortSignal;
  /** Called where reading takes longer than a moment. */
  readonly onProgress: (progress: ReadProgress) => void;
  /** Whether a page that stands inside another one, such as a frame, may be read; absent: all of them. */
  readonly mayRead?: (url: string) => boolean;
  /** The same for the scripts in the page: entries of lib/page/never-read.ts. */
  readonly never_read?: readonly string[];
};

export interface PanelTabs {
  current(): Promise<CurrentTab | null>;
  /** Another tab, another page, or another grant. */
  onChange(callback: () => void): void;
  openTabs(): Promise<OpenTabs>;
  /** Throws AppFailure `page-not-readable`. */
  capture(tab: Pick<CurrentTab, 'id' | 'url'>, options: CaptureOptions): Promise<PageSnapshot>;
  /** Brings the tab and its window to the front. */
  show(tab: TabId): Promise<void>;
  /** Scrolls the tab to the words and highlights them; false when they are not there. */
  highlight(tab: TabId, target: { readonly quote: string | null; readonly passage: string }): Promise<boolean>;
  /** Takes the tab's video to a time in seconds; what is paused stays paused. False when there is no such video. */
  seek(tab: TabId, seconds: number): Promise<boolean>;
  /** Leads the tab to an address. */
  lead(tab: TabId, url: string): Promise<void>;
  open(url: string): void;
  /** The icon of its site. Rejects where the page cannot be looked into. */
  icon(tab: Pick<CurrentTab, 'id' | 'url'>): Promise<FoundIcon>;
  /** What a link of the tab's page says; empty where it says nothing. */
  linkWords(tab: TabId, url: string): Promise<string>;
  /** Opens an address in a tab that stays behind, and waits until its page is there or takes too long. */
  openBehind(url: string): Promise<OpenTab>;
  /** Whether the browser can ask the user for a site whose address it keeps from us. */
  canRequestSite(): boolean;
  /** All of these must be called first thing in a click or a key press. */
  requestSite(tab: CurrentTab): void;
  requestAllSites(): void;
  /** False when the user refused. */
  requestOrigin(url: string): Promise<boolean>;
  /** Asks for the addresses and titles of all tabs. False when the user refused. */
  requestNames(): Promise<boolean>;
}

/** `frame_id`: of the frame it stands in, 0 for the page itself. */
export type PageImage = { readonly url: string; readonly frame_id: number };

/** All give a JPEG that models read at its full size, and throw AppFailure `no-picture`. */
export interface PanelPictures {
  /** What the user sees of the tab now. */
  ofTab(tab: Pick<CurrentTab, 'id' | 'url'>): Promise<Blob>;
  of(file: Blob): Promise<Blob>;
  /** A picture of the tab's page, by its address there. */
  ofImage(tab: Pick<CurrentTab, 'id' | 'url'>, image: PageImage): Promise<Blob>;
}

export interface PanelBackground {
  /** Starts the worker where it is stopped. */
  post(frame: Extract<SurfaceFrame, { type: 'api-request' }>): void;
  /** The thread whose events are wanted, from now on and from any later worker too. Starts none. */
  watch(threadId: string | null): void;
  /** Makes sure that a worker runs and sends its events: on its start it takes up every run that has not ended. */
  wake(): void;
  onFrame(callback: (frame: BackgroundFrame) => void): void;
  /** The worker is gone, and what it was asked is lost. */
  onStop(callback: () => void): void;
  send<N extends keyof Protocol>(name: N, input: Parameters<Protocol[N]>[0]): Promise<ReturnType<Protocol[N]>>;
}

export type PanelPorts = {
  readonly reads: PanelReads;
  readonly tabs: PanelTabs;
  readonly pictures: PanelPictures;
  /** Throws AppFailure `file-not-readable`. */
  readonly readFile: (file: File, options: CaptureOptions) => Promise<PageSnapshot>;
  readonly background: PanelBackground;
  /** Whether what was learned of the connection's server says that its model takes no images. */
  readonly isBlind: (connection: Connection, learned: CapabilitiesRow | undefined) => boolean;
  /** Loaded when there is something to work out. */
  readonly loadCosts: () => Promise<CostAt>;
  /** How many tokens a connection's model reads at once; loaded for a long question. */
  readonly loadContextTokens: () => Promise<(connection: Connection, model: string) => number>;
  /** Runs the callback before the next frame, once for several calls. */
  readonly schedule: (callback: () => void) => void;
  /** Hands a file to the browser's downloads. */
  readonly saveFile: (name: string, file: Blob) => Promise<void>;
  /** At a section, such as `privacy`, or at the top. */
  readonly openSettings: (section?: string) => void;
  readonly shortcuts: PanelShortcuts;
};
