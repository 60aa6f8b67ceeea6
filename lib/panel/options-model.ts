/** What the options page shows and what it can do. */

import type { AppError } from '../errors.ts';
import type { Connection } from '../models/connection.ts';
import type { Service } from '../models/services.ts';
import type { ConnectionDraft, ConnectionTest, ToolbarButton } from '../protocol.ts';

export type OptionsState = {
  /** In the order in which they were added. */
  readonly connections: readonly Connection[];
  /** Null is "On this device". */
  readonly default_id: string | null;
  /** In the order of the menu, `custom` among them. */
  readonly services: readonly Service[];
  readonly toolbar_button: ToolbarButton;
  /** Match patterns the user has granted, such as `https://example.com/*`. */
  readonly grants: readonly string[];
  /** Whether the extension may reach an origin (`URL.origin`) without asking. Answers by `grants`. */
  readonly isGranted: (origin: string) => boolean;
};

/** The key as typed; undefined leaves the stored one, null removes it. */
export type KeyChange = string | null | undefined;

export type SaveResult =
  /** `granted`: no permission had to be asked for. Stored either way, without waiting for the answer. */
  | { readonly status: 'saved'; readonly connection: Connection; readonly granted: boolean }
  | { readonly status: 'failed'; readonly error: AppError };

export type ModelList = { readonly models: readonly string[]; readonly error: AppError | null };

/** `save`, `test` and `listModels` are called in the click itself, so that each may ask for a permission first. None rejects. */
export type OptionsActions = {
  readonly save: (draft: ConnectionDraft, key: KeyChange) => Promise<SaveResult>;
  readonly test: (draft: ConnectionDraft, key: KeyChange) => Promise<ConnectionTest>;
  readonly listModels: (draft: ConnectionDraft, key: KeyChange) => Promise<ModelList>;
  /** The base URL that a connection keeps for what was typed; null when that is no address. Pure. */
  readonly readAddress: (typed: string) => string | null;
  readonly remove: (id: string) => void;
  readonly makeDefault: (id: string | null) => void;
  readonly setToolbarButton: (opens: ToolbarButton) => void;
  readonly revoke: (pattern: string) => void;
};
