import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeysActions, KeysResult } from '../../../lib/panel/options/keys.ts';
import type { KeysState } from '../../../lib/protocol.ts';

/** What the newest click has come to. */
export type KeysOutcome = { readonly status: 'none' | 'busy' | 'changed' } | Extract<KeysResult, { status: 'failed' }>;

/** How the keys are kept, read again whenever the page gets the keyboard: the panel may have unlocked them meanwhile. */
export function useKeys(actions: KeysActions) {
  const [keys, setKeys] = useState<KeysState | null>(null);
  const [outcome, setOutcome] = useState<KeysOutcome>({ status: 'none' });
  const newest = useRef(0);

  /** Only the newest click may say how it ended. Gives whether it has done what it should. */
  const act = async (answer: Promise<KeysResult>, success: 'none' | 'changed'): Promise<boolean> => {
    const ticket = ++newest.current;
    setOutcome({ status: 'busy' });
    const result = await answer;
    if (ticket === newest.current) {
      if (result.status === 'done') setKeys(result.keys);
      setOutcome(result.status === 'done' ? { status: success } : result);
    }
    return result.status === 'done';
  };

  useEffect(() => {
    const read = async () => {
      const ticket = newest.current;
      const result = await actions.read();
      if (ticket !== newest.current) return;
      if (result.status === 'done') setKeys(result.keys);
      else setOutcome(result);
    };
    void read();
    globalThis.addEventListener?.('focus', read);
    return () => globalThis.removeEventListener?.('focus', read);
  }, [actions]);

  return { keys, outcome, act };
}
