/**
 * What a surface (side panel, popup) shows and what it can do. Pure types: lib/panel/* computes the state, components draw it.
 * Objects keep their identity while nothing in them changes, so that a component can compare by reference.
 */

import type { AssistantPicture, Citation, MessageStatus } from '../assistants/objects.ts';
import type { AppError, PageNotReadable } from '../errors.ts';
import type { PageKind, TranscriptGap } from '../page/snapshot.ts';
import type { AlongActions, AlongState } from './composer/along-model.ts';
import type { EditActions } from './conversation/edits-model.ts';
import type { SentView, StepView, UsageView } from './conversation/run-model.ts';
import type { PromptView } from './prompts/prompts-model.ts';
import type { PanelShortcuts } from './shortcuts.ts';
import type { ThreadLibrary } from './threads/threads-model.ts';

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

/** A picture that goes with the next question. */
export type PictureView = { readonly id: string; readonly picture: Blob };

/** A page as an answer was given it to read. `title` is empty where the page is gone. */
export type ReadView = {
  readonly file_id: string;
  readonly title: string;
  /** By id; null for all of them. */
  readonly passages: readonly number[] | null;
  /** It was the page's main content in full, and nothing beside it. */
  readonly main?: true;
  /** How many passages the page has. */
  readonly of: number;
  /** Tokens of what was read, as we estimate. */
  readonly tokens: number;
  /** The number of its first passage in this answer. */
  readonly first_marker: number;
  /** Whether words of its video are missing. */
  readonly transcript?: TranscriptGap;
};

/** A passage as the model was given it. `headings` of a transcript begin with the time at which it is said. */
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

/** The version that is shown, counted from 1, of how many; the others by what chooses them. */
export type VersionsView = {
  readonly place: number;
  readonly of: number;
  readonly earlier: string | null;
  readonly later: string | null;
};

/** Who can be asked. `model`, as a run names it; `name` null: this device; `detail`, the model's own name. */
export type ModelChoice = { readonly model: string; readonly name: string | null; readonly detail: string };

export type MessageView = {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly status: MessageStatus;
  readonly incomplete_reason: string | null;
  /** Markdown for the assistant, plain text for the user. While streaming: what has come so far. */
  readonly text: string;
  readonly attachments: readonly AttachmentView[];
  /** The files of the pictures that went with it. */
  readonly pictures: readonly string[];
  /** It answers a question whose pictures its model could not see. */
  readonly unseen: boolean;
  /** Verified citations; a marker that has none at its place is unverified once the message has ended. */
  readonly citations: readonly Citation[];
  /** Pages of the web that the server's own search has found for it, each once. */
  readonly sources: readonly SourceView[];
  /** What has stood here at different times; null where it was always this. */
  readonly versions: VersionsView | null;
  /** The run that wrote it; null for the user's own, and for all messages of a run but its last. */
  readonly run_id: string | null;
  /** What an answer was made from. */
  readonly read: readonly ReadView[];
  /** Unix seconds. */
  readonly created_at: number;
};

/** Which part of a long thread is there. */
export type WindowView = {
  /** Messages stand before the first one, or behind the last one. */
  readonly earlier: boolean;
  readonly later: boolean;
  /** The user's newest message of the whole thread. */
  readonly asked: string | null;
  /** The message that somebody looks for; `count` tells one time from another. */
  readonly sought: { readonly id: string; readonly count: number } | null;
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
  | ({ readonly status: 'stopped' } & BrokenOff)
  | ({ readonly status: 'failed'; readonly error: AppError } & BrokenOff)
  /** The model reached a length limit. */
  | { readonly status: 'incomplete' };

/** `partial`: some text came before, so that the user can continue; else retry. */
type BrokenOff = { readonly partial: boolean; readonly run_id: string };

/** A tab that a question may take along. */
export type OpenTab = {
  readonly id: number;
  readonly url: string;
  /** As {@link TabState} names sites. */
  readonly host: string;
  readonly title: string;
  /** The browser has unloaded its page until somebody looks at it. */
  readonly asleep: boolean;
  /** The user has said that its site is never to be read. */
  readonly never_read?: true;
};

export type OpenTabs = {
  /** The one used last first, without the one in front. */
  readonly tabs: readonly OpenTab[];
  /** There are others, whose names the browser keeps from us. */
  readonly unnamed: boolean;
};

/** Why a tab does not go with the question: `elsewhere`, it shows another site than the one that was chosen. */
export type LeftOut = PageNotReadable | 'refused' | 'asleep' | 'elsewhere' | 'no-answer';

/** A link that the next question is about. `text` is empty where nobody tells it, `host` where it leads to no site. */
export type LinkView = {
  readonly url: string;
  readonly text: string;
  readonly host: string;
  readonly can_read: boolean;
};

/** A tab that the next question takes along, if nothing keeps it from that. `asking`: the browser is asking the user. */
export type MentionView = {
  readonly tab_id: number;
  readonly title: string;
  readonly host: string;
  readonly state: 'ready' | 'asking' | LeftOut;
};

/** Whether what answers can look at pictures: `likely` until its server refuses them, `none` where there is nobody to look. */
export type Sight = 'likely' | 'refused' | 'none';

/** An assistant as a menu lists it. `name` is empty where it has none. */
export type AssistantChoice = {
  readonly id: string;
  readonly name: string;
  readonly picture: AssistantPicture | null;
  readonly is_default: boolean;
};

/** Who answers the next question. */
export type AnsweringView = {
  readonly on_device: boolean;
  /** `on-device` or the connection's name. */
  readonly name: string;
  readonly model: string;
  readonly sight: Sight;
  readonly assistant: AssistantChoice;
  /** As a run names it, chosen instead of the assistant's own; null for that. */
  readonly chosen_model: string | null;
  /** Chosen for the whole site. */
  readonly always: boolean;
  /** What was chosen and is deleted, so that something else answers. */
  readonly missing: 'assistant' | 'connection' | null;
};

/** `tokens` as we estimate, with two digits; `of`, what the model reads at once, null where that is no matter. */
export type QuestionSize = { readonly characters: number; readonly tokens: number; readonly of: number | null };

export type PanelState = AlongState & {
  readonly tab: TabState;
  readonly messages: readonly MessageView[];
  readonly window: WindowView;
  readonly run: RunView;
  /** What each answer has used, by run. */
  readonly usages: ReadonlyMap<string, UsageView>;
  /** The site or page whose thread is shown beside this tab, empty where it has none; null: the place's own is shown. */
  readonly visiting: string | null;
  /** The thread that was deleted a moment ago and can be put back. */
  readonly deleted_thread: string | null;
  readonly answering_with: AnsweringView;
  /** The selection that goes with the next question; null when none. */
  readonly selection: string | null;
  /** The link that the selection is, if it is one. */
  readonly link: LinkView | null;
  /** Other tabs that go with the next question. */
  readonly mentions: readonly MentionView[];
  /** Pictures that go with the next question, if the model can see. */
  readonly pictures: readonly PictureView[];
  readonly draft: string;
  /** An earlier question is shown in its place, unchanged. */
  readonly recalling: boolean;
  /** The message that was removed a moment ago and can be put back. */
  readonly removed: string | null;
  /** The end of the thread was taken aside, and nothing has come in its place: what chooses it again. */
  readonly set_aside: string | null;
  /** A failure before any run exists (page not readable, storage full, worker unreachable). */
  readonly notice: AppError | null;
  /** Counts up each time the composer should take the focus; 0 until the first time. */
  readonly focus_request: number;
  /** Nothing has been asked yet, and nobody has put the first words away. */
  readonly first_run: boolean;
};

export type PanelActions = AlongActions &
  EditActions & {
    readonly changeDraft: (text: string) => void;
    readonly send: () => void;
    /** The prompt library. */
    readonly prompts: () => Promise<readonly PromptView[]>;
    readonly measureQuestion: (text: string) => Promise<QuestionSize>;
    /** One earlier question of the thread further back (1) or forth (-1), over the draft. */
    readonly recall: (by: 1 | -1) => void;
    /** Back to the draft. */
    readonly leaveRecalled: () => void;
    readonly summarize: () => void;
    readonly stop: () => void;
    readonly newThread: () => void;
    /** Any thread, of another site too: that one is shown beside this tab until the tab goes to another site. */
    readonly chooseThread: (id: string) => void;
    /** Back to the thread of this place. */
    readonly leaveThread: () => void;
    readonly putBackThread: () => void;
    /** The user has not wanted it back. */
    readonly forgetThread: () => void;
    /** All threads. */
    readonly openThreads: () => Promise<ThreadLibrary>;
    readonly removeSelection: () => void;
    /** Opens the page of a link in a tab behind this one and takes it along; a gesture, because its site may have to be asked for. */
    readonly takeLink: (link: LinkView) => void;
    /** Puts the first words away for good. */
    readonly endFirstRun: () => void;
    readonly loadShortcuts: PanelShortcuts['loadShortcuts'];
    readonly changeShortcuts: PanelShortcuts['changeShortcuts'];
    /** What the user sees of the tab goes with the next question. */
    readonly addScreenshot: () => void;
    readonly addPicture: (file: Blob) => void;
    readonly removePicture: (id: string) => void;
    /** Undefined where it is gone. */
    readonly loadPicture: (fileId: string) => Promise<Blob | undefined>;
    readonly openTabs: () => Promise<OpenTabs>;
    /** Takes a tab along; a gesture, because its site may have to be asked for. */
    readonly mention: (tab: OpenTab) => void;
    readonly removeMention: (tabId: number) => void;
    /** Asks to see the names of all open tabs; a gesture. False when the user refused. */
    readonly nameTabs: () => Promise<boolean>;
    /** Asks the run again after a failure without a partial answer. */
    readonly retry: () => void;
    readonly continueAnswer: () => void;
    /** Looks at the tab once more after that has failed. */
    readonly lookAgain: () => void;
    /** Asks in a new thread what was meant for one that turned out to be deleted. */
    readonly askAnew: () => void;
    readonly showCitation: (citation: Citation) => void;
    readonly openLink: (url: string) => void;
    /** Asks once more for the answer that a message is part of; of whom, null for whoever answers by default. */
    readonly answerAgain: (messageId: string, model: string | null, assistantId?: string) => void;
    /** Puts the question in other words. False where that could not be asked. */
    readonly editMessage: (messageId: string, text: string) => Promise<boolean>;
    /** By what {@link VersionsView} names. */
    readonly chooseVersion: (id: string) => void;
    /** Goes on from here in a thread of its own. */
    readonly branchThread: (messageId: string) => void;
    readonly removeMessage: (messageId: string) => void;
    readonly putBackMessage: () => void;
    /** The user has not wanted it back. */
    readonly forgetRemoved: () => void;
    readonly loadModels: () => Promise<readonly ModelChoice[]>;
    /** Who could answer, the default one among them. */
    readonly loadAssistants: () => Promise<readonly AssistantChoice[]>;
    /** Has an assistant answer in this thread, with its own model. */
    readonly chooseAssistant: (id: string) => void;
    /** Has another model answer in this thread; null: the assistant's own. */
    readonly chooseModel: (model: string | null) => void;
    /** Whether who answers now answers on the whole site, wherever nobody else is chosen. */
    readonly answerAlways: (isOn: boolean) => void;
    /** `inUse`: so many messages stay, counted from the end to which others come. */
    readonly showEarlier: (inUse?: number) => void;
    readonly showLater: (inUse?: number) => void;
    readonly showLatest: () => void;
    /** What a run has done, oldest first. */
    readonly loadSteps: (runId: string) => Promise<readonly StepView[]>;
    /** What the run's models were asked, oldest first; none where that was long ago or there was no model. */
    readonly loadSent: (runId: string) => Promise<readonly SentView[]>;
    /** Exactly what an answer was given of a page. */
    readonly loadRead: (read: ReadView) => Promise<ReadPage>;
    /** Asks for the current site only; a gesture. */
    readonly allowSite: () => void;
    /** Asks for what a file of the current site needs to be fetched; a gesture. */
    readonly allowFiles: () => void;
    /** Asks for all sites, so that the panel follows every tab; a gesture. */
    readonly followTabs: () => void;
    readonly openSettings: () => void;
    /** The settings at a section, such as `privacy`. */
    readonly openSection: (section: string) => void;
    /** What went wrong, such as the wrong passphrase; null when the keys are unlocked. Never rejects. */
    readonly unlockKeys: (passphrase: string) => Promise<AppError | null>;
    readonly dismissNotice: () => void;
  };
