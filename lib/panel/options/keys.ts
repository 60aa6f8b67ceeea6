import { type AppError, toAppError } from '../../errors.ts';
import type { KeyChoice, KeysState } from '../../protocol.ts';
import type { PanelBackground } from '../ports.ts';

export type KeysResult =
  | { readonly status: 'done'; readonly keys: KeysState }
  | { readonly status: 'failed'; readonly error: AppError };

/** How the API keys are kept. None rejects; none ever answers with a key. */
export type KeysActions = {
  readonly read: () => Promise<KeysResult>;
  readonly keep: (choice: KeyChoice) => Promise<KeysResult>;
  readonly unlock: (passphrase: string) => Promise<KeysResult>;
  readonly lock: () => Promise<KeysResult>;
  readonly forget: () => Promise<KeysResult>;
};

export function createKeysActions(send: PanelBackground['send']): KeysActions {
  const settled = (answer: Promise<KeysState>): Promise<KeysResult> =>
    answer.then(
      (keys) => ({ status: 'done', keys }),
      (thrown) => ({ status: 'failed', error: toAppError(thrown) }),
    );
  return {
    read: () => settled(send('keys-state', null)),
    keep: (choice) => settled(send('keys-keep', choice)),
    unlock: (passphrase) => settled(send('keys-unlock', { passphrase })),
    lock: () => settled(send('keys-lock', null)),
    forget: () => settled(send('keys-forget', null)),
  };
}
