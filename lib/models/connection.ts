/** A model server the user has added. The key is not in it: keys live in a database of their own (lib/store/secrets/secrets.ts). */
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
  /** Responses only: tools that the server performs itself, at its own price. Absent is none. */
  readonly hosted_tools?: HostedTools;
  /** The name the server knows; empty until chosen. */
  readonly model: string;
  /**
   * Finds the passages of long pages by meaning, too; absent is off. Not for Assistants servers and the browser's own model: all
   * passages of such a page are sent to the server for it.
   */
  readonly embedding_model?: string;
  /** How many tokens the model reads at most, as its server lists it; absent where it does not say, or nobody asked. */
  readonly context_tokens?: number;
  /** Last four characters of the key, null without a key. */
  readonly key_hint: string | null;
  /** Unix milliseconds. */
  readonly created_at: number;
};

/** What is absent is off. */
export type HostedTools = {
  readonly web_search?: boolean;
  readonly code_interpreter?: boolean;
  /** The server's own stores, for its file search. Never empty. */
  readonly vector_store_ids?: readonly string[];
};

/** `built-in` is spoken to the browser's own model, by function calls: such a connection has no address and no key. */
export type Protocol = 'chat-completions' | 'responses' | 'assistants' | 'built-in';

/** What a connection is opened with, inside the background worker only. */
export type OpenConnection = Pick<Connection, 'base_url' | 'model' | 'service' | 'background' | 'hosted_tools'> & {
  /** Chat Completions unless it says otherwise. */
  readonly protocol?: Protocol;
  readonly key: string | null;
};
