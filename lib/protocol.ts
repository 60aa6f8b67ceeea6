/**
 * Every message between the extension's contexts. Operations of the Assistants system are not listed here: they travel as
 * HTTP requests to lib/api inside `api-request` frames, and their events come back as `thread-event` frames.
 */

import type { ThreadEvent } from './assistants/events.ts';
import type { Answering } from './assistants/objects.ts';
import type { RemovedMessage } from './assistants/operations/message-versions.ts';
import type { NewScope } from './assistants/operations/site-threads.ts';
import type { ThreadMarks } from './assistants/operations/thread-marks.ts';
import type { AppError } from './errors.ts';
import type { Connection } from './models/connection.ts';

/** `page`: its address (`pageAddress`), where it is known. */
type PlaceInput = { site: string; page?: string | null | undefined };

/** One request, one answer (runtime.sendMessage). Key = wire name; the background answers each of them. */
export type Protocol = {
  /** The place's current thread, made for its site when there is none. */
  'thread-current': (input: PlaceInput) => { thread_id: string };
  /** A fresh current thread, shown where the one before was; earlier ones stay. */
  'thread-start': (input: PlaceInput) => { thread_id: string };
  /** Makes one of the threads that may be shown here the current one. */
  'thread-choose': (input: PlaceInput & { thread_id: string }) => null;
  /** Shows a thread on its site, on the page in front alone, or everywhere. */
  'thread-scope': (input: PlaceInput & { thread_id: string } & NewScope) => null;
  'thread-mark': (input: { thread_id: string } & ThreadMarks) => null;
  /** Takes a thread out of every list and ends its run. It goes for good with `thread-forget`, or an hour later. */
  'thread-delete': (input: { thread_id: string }) => null;
  'thread-restore': (input: { thread_id: string }) => null;
  'thread-forget': (input: { thread_id: string }) => null;
  /** Another current thread, which begins with the messages up to this one. */
  'thread-branch': (input: { thread_id: string; message_id: string }) => { thread_id: string };
  /** Who answers in a thread from now on; `thread_id` null is the site's current one, made when there is none. */
  'thread-answering': (input: { site: string; thread_id: string | null } & Answering) => null;
  /** Takes a message and all that follows it out of the thread: what comes next is another version of it. */
  'message-set-aside': (input: { thread_id: string; message_id: string }) => null;
  /** Puts a version back by its first message; what stands at its place is set aside. */
  'message-choose': (input: { thread_id: string; message_id: string }) => null;
  /** Deletes a message, and gives what undoes that. */
  'message-remove': (input: { thread_id: string; message_id: string }) => RemovedMessage;
  'message-put-back': (input: RemovedMessage) => null;
  /** What the toolbar button opens from now on. */
  'toolbar-button': (input: { opens: ToolbarButton }) => null;
  /** What the user pays for a model; null forgets it. */
  'price-set': (input: { model: string; price: TokenPrice | null }) => null;
  /** Stores a connection; the first one becomes the default. `key` undefined leaves the stored key, null removes it. */
  'connection-save': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => {
    connection: Connection;
  };
  'connection-delete': (input: { id: string }) => null;
  /** Null is "On this device". */
  'connection-default': (input: { id: string | null }) => null;
  /** Asks the server for one short answer, with the values as typed. */
  'connection-test': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => ConnectionTest;
  /** The models the server offers; empty when it lists none. */
  'connection-models': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => ModelList;
  /** How the API keys are kept. None of the answers carries a key, nor anything that would open one. */
  'keys-state': (input: null) => KeysState;
  /** Keeps them in another way from now on, all of them; fails, and changes nothing, where one cannot be read. */
  'keys-keep': (input: KeyChoice) => KeysState;
  'keys-unlock': (input: { passphrase: string }) => KeysState;
  'keys-lock': (input: null) => KeysState;
  /** Removes every key, for a passphrase that nobody remembers. */
  'keys-forget': (input: null) => KeysState;
  /** Ends what is under way and deletes everything, the keys too. */
  'data-delete': (input: null) => null;
  /** Somebody else has written to the database: there may be something to do. */
  'data-changed': (input: null) => null;
  /** Model servers on this computer's usual ports; asked only when the user wants it. Needs permission for `http://127.0.0.1`. */
  'local-servers': (input: null) => { servers: readonly LocalServer[] };
};

/** On this device, unencrypted in effect; until the browser closes; or under a passphrase that unlocks them until it closes. */
export type KeyKeeping = 'device' | 'session' | 'passphrase';

export type KeyChoice =
  | { readonly keeping: 'device' | 'session' }
  | { readonly keeping: 'passphrase'; readonly passphrase: string };

/** `locked`: there is a passphrase, and it has not been typed since the browser was started or the keys were locked. */
export type KeysState = { readonly keeping: KeyKeeping; readonly locked: boolean };

/** A model server that was found on this computer. */
export type LocalServer = {
  /** Preset id (lib/models/services.ts), `custom` for one that is none of them. */
  readonly service: string;
  /** Such as `http://127.0.0.1:11434/v1`. */
  readonly base_url: string;
  /** `loading`: reads its model into memory. `key-missing`: tells nothing without a key. */
  readonly status: 'ready' | 'loading' | 'key-missing';
  /** Those that can answer, the best first; empty where there is none or it is not known. */
  readonly models: readonly string[];
};

/** A model as its server lists it. */
export type ListedModel = {
  readonly id: string;
  /** The last day on which it answers, such as `2027-03-03`; null where the server names none. */
  readonly shutdown_date: string | null;
  /** How many it reads at most; null where the server does not say. */
  readonly context_tokens: number | null;
};

/** By name, each once, without those that are shut down; `error` says why there are none. */
export type ModelList = { readonly models: readonly ListedModel[]; readonly error: AppError | null };

/** The popup is for quick questions, and for browsers without a place beside the page. */
export type ToolbarButton = 'panel' | 'popup';

/** US dollars per million tokens. */
export type TokenPrice = { readonly in: number; readonly out: number };

/** A price the user has typed for a model. */
export type OwnPrice = TokenPrice & { readonly model: string };

/** A connection as its form holds it; `id` null until it is stored. */
export type ConnectionDraft = Omit<Connection, 'id' | 'key_hint' | 'created_at'> & { readonly id: string | null };

export type ConnectionTest =
  | { readonly status: 'ok'; readonly model: string; readonly milliseconds: number }
  | { readonly status: 'failed'; readonly error: AppError };

/** What the user wants of the panel, by a key press or a click outside it. */
export type Wish =
  | { readonly type: 'summarize' | 'read-tab' }
  /** `text`: the selection as the browser tells it, flattened; empty where it tells none. */
  | { readonly type: 'ask'; readonly text: string }
  | { readonly type: 'prompt'; readonly prompt_id: 'explain' | 'translate'; readonly text: string }
  /** `text`: the words of the link, empty where the browser does not tell them. */
  | { readonly type: 'link'; readonly url: string; readonly text: string }
  | { readonly type: 'image'; readonly url: string; readonly frame_id: number }
  /** To be asked at once. */
  | { readonly type: 'question'; readonly text: string }
  | { readonly type: 'thread'; readonly thread_id: string };

/** A wish and the tab in front of which it was made. Handed to the panel once. */
export type Intent = Wish & { readonly tab_id: number };

/** The background to every panel, as a message: the one in this window is to connect, something waits for it. */
export type Knock = { readonly knock: number };

/** A surface to the background, over one port. */
export type SurfaceFrame =
  /** Of a panel, when it connects and whenever the keyboard comes or goes. */
  | { readonly type: 'hello'; readonly window_id: number; readonly has_keyboard: boolean }
  | { readonly type: 'watch'; readonly thread_id: string | null }
  /** The oldest intent that it was sent has reached it. */
  | { readonly type: 'heard' }
  | {
      readonly type: 'api-request';
      readonly id: number;
      readonly method: string;
      readonly path: string;
      readonly content_type: string | null;
      /** Base64. */
      readonly body: string | null;
    };

/** The background to a surface, over the same port. */
export type BackgroundFrame =
  | { readonly type: 'intent'; readonly intent: Intent }
  | { readonly type: 'api-response'; readonly id: number; readonly status: number; readonly body: string }
  /** `offset`: for `thread.message.delta`, how many characters of the message's text came before it. */
  | { readonly type: 'thread-event'; readonly event: ThreadEvent; readonly offset: number };
