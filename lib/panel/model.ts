/**
 * What a surface (side panel, popup) shows and what it can do. Pure types: lib/panel/* computes the state, components draw it.
 * Objects keep their identity while nothing in them changes, so that a component can compare by reference.
 */

import type { Citation, MessageStatus } from '../assistants/objects.ts';
import type { AppError, PageNotReadable } from '../errors.ts';
import type { Cost } from '../models/prices/cost-of.ts';
import type { PageKind } from '../page/snapshot.ts';

/** The tab beside the panel. */
export type TabState =
  | { readonly status: 'loading' }
  /** The browser does not say what the tab shows. `can_ask`: it can be asked for this one site all the same. */
  | { readonly status: 'not-granted'; readonly can_ask: boolean }
  /** The page can be named but not read; questions are still possible. */
  | { readonly status: 'unreadable'; readonly site: string; readonly title: string; readonly reason: PageNotReadable }
  | { readonly status: 'ready'; readonly site: string; readonly title: string; readonly url: string };

export type AttachmentView = {
  readonly file_id: string;
  readonly title: string;
  readonly url: string;
  readonly kind: PageKind;
  /** An earlier message of the thread attaches the same address with other content. */
  readonly changed: boolean;
};

/** `title` is empty where nobody gave one. Both are words of a stranger. */
export type SourceView = { readonly url: string; readonly title: string };

/** A page as an answer was given it to read. `title` is empty where the page is gone. */
export type ReadView = {
  readonly file_id: string;
  readonly title: string;
  /** By id; null for all of them. */
  readonly passages: readonly number[] | null;
  /** How many passages the page has. */
  readonly of: number;
  /** Tokens of what was read, as we estimate. */
  readonly tokens: number;
  /** The number of its first passage in this answer. */
  readonly first_marker: number;
};

/** A passage as the model was given it. */
export type ReadPassage = { readonly number: number; readonly headings: readonly string[]; readonly text: string };

/** Of a page: what an answer was given, and what of the page it was not. */
export type ReadPage = {
  /** Empty where the page is gone. */
  readonly passages: readonly ReadPassage[];
  /** Characters that nobody sees, and that were left out. */
  readonly hidden_characters: number;
  /** Frames that the browser lets nobody read, by host. */
  readonly unread_hosts: readonly string[];
};

export type MessageView = {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly status: MessageStatus;
  readonly incomplete_reason: string | null;
  /** Markdown for the assistant, plain text for the user. While streaming: what has come so far. */
  readonly text: string;
  readonly attachments: readonly AttachmentView[];
  /** Verified citations; a marker that has none at its place is unverified once the message has ended. */
  readonly citations: readonly Citation[];
  /** Pages of the web that the server's own search has found for it, each once. */
  readonly sources: readonly SourceView[];
  /** What an answer was made from. */
  readonly read: readonly ReadView[];
  /** Unix seconds. */
  readonly created_at: number;
};

/** Pages of a document, or parts of a page. */
export type ReadProgress = { readonly read: number; readonly of: number };

/** What the current thread's newest run is doing. Discriminated for exactly one line in the panel. */
export type RunView =
  | { readonly status: 'idle' }
  /** `progress`: of a document with many pages. */
  | { readonly status: 'reading-page'; readonly progress: ReadProgress | null }
  /** A page that is too long for one prompt is read in parts. */
  | ({ readonly status: 'reading-parts' } & ReadProgress)
  /** Asked; no word has come yet. */
  | { readonly status: 'waiting' }
  /** Turned away for a while: asked again at `until`, unix milliseconds. */
  | { readonly status: 'paused'; readonly until: number; readonly error: AppError }
  | { readonly status: 'answering' }
  | { readonly status: 'stopping' }
  /** Ended early by the user. */
  | { readonly status: 'stopped' }
  /** `partial`: some text came before, so that the user can continue; else retry. */
  | { readonly status: 'failed'; readonly error: AppError; readonly partial: boolean }
  /** The model reached a length limit. */
  | { readonly status: 'incomplete' };

/** What the newest answer has used, once it has ended. */
export type UsageView = {
  readonly run_id: string;
  readonly model: string;
  /** Null where the run did not get to its end. */
  readonly seconds: number | null;
  readonly tokens: number;
  /** The tokens are our own estimate, or the answer was cut off before the server said. */
  readonly estimated: boolean;
  /** Null when the price is unknown. */
  readonly cost: Cost | null;
  /** Of all the thread's answers by models; null when this is the only one. */
  readonly thread: ThreadUsage | null;
};

export type ThreadUsage = {
  readonly tokens: number;
  readonly estimated: boolean;
  /** Some answers were cut off before their server had counted. */
  readonly tokens_at_least: boolean;
  /** US dollars, over the answers whose price is known; null when none is. */
  readonly usd: number | null;
  readonly usd_at_least: boolean;
};

/** Unix milliseconds. */
export type ThreadSummary = {
  readonly id: string;
  readonly title: string;
  readonly active_at: number;
  readonly current: boolean;
};

/** A tab that a question may take along. */
export type OpenTab = {
  readonly id: number;
  readonly url: string;
  /** As {@link TabState} names sites. */
  readonly host: string;
  readonly title: string;
  /** The browser has unloaded its page until somebody looks at it. */
  readonly asleep: boolean;
};

export type OpenTabs = {
  /** The one used last first, without the one in front. */
  readonly tabs: readonly OpenTab[];
  /** There are others, whose names the browser keeps from us. */
  readonly unnamed: boolean;
};

/** Why a tab does not go with the question: `elsewhere`, it shows another site than the one that was chosen. */
export type LeftOut = PageNotReadable | 'refused' | 'asleep' | 'elsewhere' | 'no-answer';

/** A tab that the next question takes along, if nothing keeps it from that. `asking`: the browser is asking the user. */
export type MentionView = {
  readonly tab_id: number;
  readonly title: string;
  readonly host: string;
  readonly state: 'ready' | 'asking' | LeftOut;
};

export type PanelState = {
  readonly tab: TabState;
  readonly messages: readonly MessageView[];
  readonly run: RunView;
  readonly usage: UsageView | null;
  readonly threads: readonly ThreadSummary[];
  /** What answers: `on-device` or the default connection's name. */
  readonly answering_with: { readonly on_device: boolean; readonly name: string; readonly model: string };
  /** The selection that goes with the next question; null when none. */
  readonly selection: string | null;
  /** Other tabs that go with the next question. */
  readonly mentions: readonly MentionView[];
  readonly draft: string;
  /** A failure before any run exists (page not readable, storage full, worker unreachable). */
  readonly notice: AppError | null;
  /** Counts up each time the composer should take the focus; 0 until the first time. */
  readonly focus_request: number;
};

export type PanelActions = {
  readonly changeDraft: (text: string) => void;
  readonly send: () => void;
  readonly summarize: () => void;
  readonly stop: () => void;
  readonly newThread: () => void;
  readonly chooseThread: (id: string) => void;
  readonly removeSelection: () => void;
  readonly openTabs: () => Promise<OpenTabs>;
  /** Takes a tab along; a gesture, because its site may have to be asked for. */
  readonly mention: (tab: OpenTab) => void;
  readonly removeMention: (tabId: number) => void;
  /** Asks to see the names of all open tabs; a gesture. False when the user refused. */
  readonly nameTabs: () => Promise<boolean>;
  /** Asks the run again after a failure without a partial answer. */
  readonly retry: () => void;
  readonly continueAnswer: () => void;
  readonly showCitation: (citation: Citation) => void;
  readonly openLink: (url: string) => void;
  /** Exactly what an answer was given of a page. */
  readonly loadRead: (read: ReadView) => Promise<ReadPage>;
  /** Asks for the current site only; a gesture. */
  readonly allowSite: () => void;
  /** Asks for what a file of the current site needs to be fetched; a gesture. */
  readonly allowFiles: () => void;
  /** Asks for all sites, so that the panel follows every tab; a gesture. */
  readonly followTabs: () => void;
  readonly openSettings: () => void;
  /** What went wrong, such as the wrong passphrase; null when the keys are unlocked. Never rejects. */
  readonly unlockKeys: (passphrase: string) => Promise<AppError | null>;
  readonly dismissNotice: () => void;
};
