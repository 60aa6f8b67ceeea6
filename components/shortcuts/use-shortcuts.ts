import { useEffect, useState } from 'preact/hooks';
import type { PanelShortcuts, Shortcut } from '../../lib/panel/shortcuts.ts';

type ShortcutsState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed' }
  | { readonly status: 'ready'; readonly shortcuts: readonly Shortcut[] };

/** The user comes back: to the tab, or from the page into the panel beside it. */
const BACK = ['visibilitychange', 'focusin'] as const;

/** The browser's shortcuts as they are now: they are changed on a page of the browser's, and looked at again when the user comes back. */
export function useShortcuts({ loadShortcuts }: Pick<PanelShortcuts, 'loadShortcuts'>): ShortcutsState {
  const [state, setState] = useState<ShortcutsState>({ status: 'loading' });
  useEffect(() => {
    const look = () =>
      void loadShortcuts().then(
        (shortcuts) => setState({ status: 'ready', shortcuts }),
        () => setState({ status: 'failed' }),
      );
    look();
    for (const event of BACK) document.addEventListener(event, look);
    return () => {
      for (const event of BACK) document.removeEventListener(event, look);
    };
  }, [loadShortcuts]);
  return state;
}
