/** A model server the user has added. The key is not in it: keys live in a database of their own (lib/store/secrets.ts). */
export type Connection = {
  readonly id: string;
  readonly name: string;
  /** Preset id (lib/models/services.ts), or `custom`. */
  readonly service: string;
  /** Absolute http(s) URL, without a trailing slash, such as `http://127.0.0.1:11434/v1`; empty for the browser's own model. */
  readonly base_url: string;
  readonly protocol: Protocol;
  /** Responses only: answers go on at the server when nobody listens, which has to store them for it. Absent is off. */
  readonly background?: boolean;
  /** The name the server knows; empty until chosen. */
  readonly model: string;
  /** Last four characters of the key, null without a key. */
  readonly key_hint: string | null;
  /** Unix milliseconds. */
  readonly created_at: number;
};

/** `built-in` is spoken to the browser's own model, by function calls: such a connection has no address and no key. */
export type Protocol = 'chat-completions' | 'responses' | 'assistants' | 'built-in';

/** Connection id of answers made without any model. */
export const ON_DEVICE = 'on-device';

/** What a connection is opened with, inside the background worker only. */
export type OpenConnection = Pick<Connection, 'base_url' | 'model' | 'service' | 'background'> & {
  /** Chat Completions unless it says otherwise. */
  readonly protocol?: Protocol;
  readonly key: string | null;
};
