/** What the panel needs from outside; entrypoints hand in lib/store and lib/platform. */

import type { FileObject, Message, MessageVersion, Run, RunStep, Thread } from '../assistants/objects.ts';
import type { CapabilitiesRow } from '../models/capabilities.ts';
import type { Connection } from '../models/connection.ts';
import type { CostAt } from '../models/prices/cost-at.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { BackgroundFrame, OwnPrice, Protocol, SurfaceFrame } from '../protocol.ts';
import type { OpenTabs, ReadProgress } from './model.ts';

/** A version of a thread's end that is set aside; `id`, of its first message; `after`, the order of the message it followed. */
export type VersionRow = Pick<MessageVersion, 'id' | 'after' | 'order'>;

/** Calls back with the value now and after every change. The result stops it. */
export type Watch<T> = (onValue: (value: T) => void) => () => void;

export type ThreadRows = {
  readonly messages: readonly Message[];
  /** The newest run. */
  readonly run: Run | undefined;
  /** What messages have been followed by at other times. */
  readonly versions: readonly VersionRow[];
  /** The files that the messages attach. */
  readonly files: readonly FileObject[];
};

export type SiteRows = {
  /** Newest first, without those that hold no message. */
  readonly threads: readonly Thread[];
  readonly current: string | null;
};

/** What a thread's answers have used. */
export type UsageRows = {
  /** Oldest first; none at all while the newest is under way. */
  readonly runs: readonly Run[];
  /** Those the runs were answered by, as far as they still exist. */
  readonly connections: readonly Connection[];
  readonly prices: readonly OwnPrice[];
};

export interface PanelReads {
  thread(id: string): Watch<ThreadRows>;
  usage(threadId: string): Watch<UsageRows>;
  site(site: string): Watch<SiteRows>;
  defaultConnection(): Watch<Connection | undefined>;
  /** What the default connection's server has refused. */
  learned(): Watch<CapabilitiesRow | undefined>;
  draft(site: string): Promise<string>;
  keepDraft(site: string, text: string): Promise<void>;
  draftPictures(site: string): Promise<readonly DraftPicture[]>;
  keepDraftPictures(site: string, pictures: readonly DraftPicture[]): Promise<void>;
  getThread(id: string): Promise<Thread | undefined>;
  getRun(id: string): Promise<Run | undefined>;
  /** Oldest first. */
  runSteps(runId: string): Promise<readonly RunStep[]>;
  connections(): Promise<readonly Connection[]>;
  /** The File that holds the page exactly as it is. */
  findPage(page: Pick<PageSnapshot, 'url' | 'content_hash'>): Promise<FileObject | undefined>;
  snapshot(fileId: string): Promise<PageSnapshot | undefined>;
  /** The picture that a File holds. */
  picture(fileId: string): Promise<Blob | undefined>;
}

/** A picture that goes with the next question. `picture`: JPEG, as {@link PanelPictures} gives it. */
export type DraftPicture = { readonly id: string; readonly picture: Blob };

/** The tab beside the panel. */
export type CurrentTab = {
  readonly id: number;
  /** Undefined where the browser keeps it from us. */
  readonly url: string | undefined;
  readonly title: string;
  /** Why no grant would help, where the address is kept from us and the browser says as much. */
  readonly closed: 'browser-page' | 'store' | null;
};

/** Any open tab that is known by its number. */
export type TabId = Pick<CurrentTab, 'id'>;

export type CaptureOptions = {
  readonly signal: AbortSignal;
  /** Called where reading takes longer than a moment. */
  readonly onProgress: (progress: ReadProgress) => void;
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

/** Both give a JPEG that models read at its full size, and throw AppFailure `no-picture`. */
export interface PanelPictures {
  /** What the user sees of the tab now. */
  ofTab(tab: Pick<CurrentTab, 'id' | 'url'>): Promise<Blob>;
  of(file: Blob): Promise<Blob>;
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
  readonly background: PanelBackground;
  /** Whether what was learned of the connection's server says that its model takes no images. */
  readonly isBlind: (connection: Connection, learned: CapabilitiesRow | undefined) => boolean;
  /** Loaded when there is something to work out. */
  readonly loadCosts: () => Promise<CostAt>;
  /** Runs the callback before the next frame, once for several calls. */
  readonly schedule: (callback: () => void) => void;
  readonly openSettings: () => void;
};
