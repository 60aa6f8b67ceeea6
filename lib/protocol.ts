/**
 * Every message between the extension's contexts. Operations of the Assistants system are not listed here: they travel as
 * HTTP requests to lib/api inside `api-request` frames, and their events come back as `thread-event` frames.
 */

import type { ThreadEvent } from './assistants/events.ts';
import type { AppError } from './errors.ts';
import type { Connection } from './models/connection.ts';

/** One request, one answer (runtime.sendMessage). Key = wire name; the background answers each of them. */
export type Protocol = {
  /** The site's current thread, made when there is none. */
  'thread-current': (input: { site: string }) => { thread_id: string };
  /** A fresh current thread for the site; earlier ones stay. */
  'thread-start': (input: { site: string }) => { thread_id: string };
  /** Makes one of the site's earlier threads the current one. */
  'thread-choose': (input: { site: string; thread_id: string }) => null;
  /** What the toolbar button opens from now on. */
  'toolbar-button': (input: { opens: ToolbarButton }) => null;
  /** Stores a connection; the first one becomes the default. `key` undefined leaves the stored key, null removes it. */
  'connection-save': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => {
    connection: Connection;
  };
  'connection-delete': (input: { id: string }) => null;
  /** Null is "On this device". */
  'connection-default': (input: { id: string | null }) => null;
  /** Asks the server for one short answer, with the values as typed. */
  'connection-test': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => ConnectionTest;
  /** The models the server lists; empty when it lists none. */
  'connection-models': (input: { connection: ConnectionDraft; key?: string | null | undefined }) => {
    models: readonly string[];
    error: AppError | null;
  };
};

/** The popup is for quick questions, and for browsers without a place beside the page. */
export type ToolbarButton = 'panel' | 'popup';

/** A connection as its form holds it; `id` null until it is stored. */
export type ConnectionDraft = Omit<Connection, 'id' | 'key_hint' | 'created_at'> & { readonly id: string | null };

export type ConnectionTest =
  | { readonly status: 'ok'; readonly model: string; readonly milliseconds: number }
  | { readonly status: 'failed'; readonly error: AppError };

/** What brought the user: a key press or a click outside the panel. Handed to the panel once. */
export type Intent = { readonly type: 'ask' | 'summarize' | 'read-tab'; readonly tab_id: number };

/** The background to every panel, as a message: the one in this window is to connect, something waits for it. */
export type Knock = { readonly knock: number };

/** A surface to the background, over one port. */
export type SurfaceFrame =
  /** Of a panel, when it connects and whenever the keyboard comes or goes. */
  | { readonly type: 'hello'; readonly window_id: number; readonly has_keyboard: boolean }
  | { readonly type: 'watch'; readonly thread_id: string | null }
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
