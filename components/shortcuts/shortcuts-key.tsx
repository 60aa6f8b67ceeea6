import { useEffect, useState } from 'preact/hooks';
import type { PanelActions } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { panelKeyOf, pressControl } from './panel-keys.ts';

const ShortcutsSheet = lazy(async () => (await import('./shortcuts-sheet.tsx')).ShortcutsSheet);

/** Hears the panel's own keys, and shows them all when it is asked to. */
export function ShortcutsKey({ actions }: { readonly actions: PanelActions }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = panelKeyOf(event);
      if (name === null) return;
      if (name === 'shortcuts') setOpen(true);
      else if (!pressControl(name)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return isOpen ? <ShortcutsSheet actions={actions} onClose={() => setOpen(false)} /> : null;
}
