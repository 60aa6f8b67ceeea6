import { type AppError, toAppError } from '../../errors.ts';
import type { Connection } from '../../models/connection.ts';
import type { ConnectionDraft, ConnectionTest, LocalServer, ModelList } from '../../protocol.ts';
import type { AssistantsActions } from '../assistants/assistants-model.ts';
import type { PanelBackground } from '../ports.ts';
import type { PromptsActions } from '../prompts/prompts-model.ts';
import type { PanelShortcuts } from '../shortcuts.ts';
import { createKeysActions } from './keys.ts';
import type { KeyChange, OptionsActions, SaveResult } from './options-model.ts';

export type OptionsPorts = {
  readonly assistants: AssistantsActions;
  readonly send: PanelBackground['send'];
  readonly isGranted: (origin: string) => boolean;
  /** Must be called before anything is awaited. */
  readonly requestOrigin: (origin: string) => Promise<boolean>;
  readonly revokeGrant: (pattern: string) => Promise<void>;
  readonly readAddress: (typed: string) => string | null;
  readonly downloadBuiltIn: () => void;
  readonly cancelBuiltIn: () => void;
  readonly prompts: PromptsActions;
  readonly shortcuts: PanelShortcuts;
} & Pick<OptionsActions, 'data' | 'preferences'>;

/** Every port of it: a permission knows none. */
const THIS_COMPUTER = 'http://127.0.0.1';

/** What the options page's buttons do. */
export function createOptionsActions({
  assistants,
  send,
  isGranted,
  requestOrigin,
  revokeGrant,
  readAddress,
  downloadBuiltIn,
  cancelBuiltIn,
  prompts,
  shortcuts,
  data,
  preferences,
}: OptionsPorts): OptionsActions {
  async function stored(connection: ConnectionDraft, key: KeyChange, granted: boolean): Promise<SaveResult> {
    try {
      const saved: { connection: Connection } = await send('connection-save', { connection, key });
      return { status: 'saved', connection: saved.connection, granted };
    } catch (thrown) {
      return { status: 'failed', error: toAppError(thrown) };
    }
  }

  async function tested(connection: ConnectionDraft, key: KeyChange): Promise<ConnectionTest> {
    try {
      return await send('connection-test', { connection, key });
    } catch (thrown) {
      return { status: 'failed', error: toAppError(thrown) };
    }
  }

  async function listed(connection: ConnectionDraft, key: KeyChange): Promise<ModelList> {
    try {
      return await send('connection-models', { connection, key });
    } catch (thrown) {
      return { models: [], error: toAppError(thrown) };
    }
  }

  /**
   * Many servers answer an extension without any permission: it is asked for only where that turns out to be what is missing. True
   * where it was, and is there now.
   */
  async function isAllowedNow(error: AppError | null, { base_url }: ConnectionDraft): Promise<boolean> {
    if (error?.kind !== 'unreachable') return false;
    const { origin } = new URL(base_url);
    return !isGranted(origin) && requestOrigin(origin).catch(() => false);
  }

  return {
    assistants,
    readAddress,
    downloadBuiltIn,
    cancelBuiltIn,

    /** Stores without waiting for the user's answer: a refused permission loses no connection. */
    save(connection, key) {
      if (connection.protocol === 'built-in') return stored(connection, null, true);
      const { origin } = new URL(connection.base_url);
      const granted = isGranted(origin);
      // The page watches grants and shows the answer when it comes.
      if (!granted) void requestOrigin(origin).catch(() => false);
      return stored(connection, key, granted);
    },

    async test(connection, key) {
      const result = await tested(connection, key);
      const error = result.status === 'ok' ? null : result.error;
      return (await isAllowedNow(error, connection)) ? tested(connection, key) : result;
    },

    async listModels(connection, key) {
      const result = await listed(connection, key);
      return (await isAllowedNow(result.error, connection)) ? listed(connection, key) : result;
    },

    async findLocalServers() {
      const permitted = isGranted(THIS_COMPUTER) || (await requestOrigin(THIS_COMPUTER).catch(() => false));
      if (!permitted) return { status: 'not-permitted' };
      try {
        const { servers }: { servers: readonly LocalServer[] } = await send('local-servers', null);
        return { status: 'found', servers };
      } catch (thrown) {
        return { status: 'failed', error: toAppError(thrown) };
      }
    },

    remove: (id) => void send('connection-delete', { id }),
    makeDefault: (id) => void send('connection-default', { id }),
    setPrice: (model, price) => void send('price-set', { model, price }),
    setToolbarButton: (opens) => void send('toolbar-button', { opens }),
    revoke: (pattern) => void revokeGrant(pattern),
    keys: createKeysActions(send),
    prompts,
    shortcuts,
    data,
    preferences,
  };
}
