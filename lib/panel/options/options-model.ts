/** What the options page shows and what it can do. */

import type { AppError } from '../../errors.ts';
import type { BuiltInState } from '../../models/built-in/offer.ts';
import type { Connection } from '../../models/connection.ts';
import type { Service } from '../../models/services.ts';
import type {
  ConnectionDraft,
  ConnectionTest,
  LocalServer,
  ModelList,
  OwnPrice,
  TokenPrice,
  ToolbarButton,
} from '../../protocol.ts';
import type { Appearance } from '../appearance.ts';
import type { AssistantsActions, AssistantsState } from '../assistants/assistants-model.ts';
import type { PreferencesActions } from '../preferences.ts';
import type { PromptsActions, PromptView } from '../prompts/prompts-model.ts';
import type { PanelShortcuts } from '../shortcuts.ts';
import type { DataActions } from './data-model.ts';
import type { KeysActions } from './keys.ts';
import type { UsageReport } from './usage-by-day.ts';

export type OptionsState = {
  /** In the order in which they were added. */
  readonly connections: readonly Connection[];
  /** Null is "On this device". */
  readonly default_id: string | null;
  /** In the order of the menu, `custom` among them. */
  readonly services: readonly Service[];
  /** The browser's own model; null where it has none, or before it has been looked for. */
  readonly built_in: BuiltInState | null;
  /** What the user has typed, in the order of the last change. */
  readonly prices: readonly OwnPrice[];
  /** Null until it has been counted. */
  readonly usage: UsageReport | null;
  /** The whole library. */
  readonly prompts: readonly PromptView[];
  readonly assistants: AssistantsState;
  readonly toolbar_button: ToolbarButton;
  readonly appearance: Appearance;
  /** Of the extension. */
  readonly version: string;
  /** As lib/page/never-read.ts reads them. */
  readonly never_read: readonly string[];
  /** Days after which an unused thread is deleted; null keeps all. */
  readonly retention_days: number | null;
  /** Models name threads. */
  readonly names_threads: boolean;
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

export type LocalServers =
  | { readonly status: 'found'; readonly servers: readonly LocalServer[] }
  /** The user did not let the extension look. */
  | { readonly status: 'not-permitted' }
  | { readonly status: 'failed'; readonly error: AppError };

/** `save`, `test`, `listModels` and `findLocalServers` are called in the click itself, so that each may ask for a permission first. None rejects. */
export type OptionsActions = {
  readonly save: (draft: ConnectionDraft, key: KeyChange) => Promise<SaveResult>;
  readonly test: (draft: ConnectionDraft, key: KeyChange) => Promise<ConnectionTest>;
  readonly listModels: (draft: ConnectionDraft, key: KeyChange) => Promise<ModelList>;
  readonly findLocalServers: () => Promise<LocalServers>;
  /** The base URL that a connection keeps for what was typed; null when that is no address. Pure. */
  readonly readAddress: (typed: string) => string | null;
  /** Has the browser download its model. Called in the click itself. */
  readonly downloadBuiltIn: () => void;
  /** Ends the download; another click begins it again. */
  readonly cancelBuiltIn: () => void;
  readonly remove: (id: string) => void;
  readonly makeDefault: (id: string | null) => void;
  /** Null forgets it. */
  readonly setPrice: (model: string, price: TokenPrice | null) => void;
  readonly setToolbarButton: (opens: ToolbarButton) => void;
  readonly revoke: (pattern: string) => void;
  readonly keys: KeysActions;
  readonly data: DataActions;
  readonly preferences: PreferencesActions;
  readonly assistants: AssistantsActions;
  readonly prompts: PromptsActions;
  readonly shortcuts: PanelShortcuts;
};
