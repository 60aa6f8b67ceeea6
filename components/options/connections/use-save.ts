import { useRef } from 'preact/hooks';
import type { KeyChange, OptionsActions, SaveResult } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';

/** What stands in a form, the key as it was typed. */
export type TypedConnection = { readonly draft: ConnectionDraft; readonly key: KeyChange };

/** Null where just this is being saved already: a second press of the button is to make no second connection. */
export function useSave(save: OptionsActions['save']) {
  const saving = useRef<TypedConnection | null>(null);
  return (typed: TypedConnection, ...finished: Parameters<typeof save>): Promise<SaveResult> | null => {
    if (saving.current?.draft === typed.draft && saving.current.key === typed.key) return null;
    saving.current = typed;
    return save(...finished).finally(() => {
      saving.current = null;
    });
  };
}
