import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { Keys } from './keys.tsx';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { useShortcuts } from './use-shortcuts.ts';

type Props = { readonly actions: PanelActions };

/** Under an empty thread: the one shortcut that is worth knowing, and the way to the others. */
export function ShortcutsHint({ actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  const state = useShortcuts(actions);
  if (state.status === 'loading') return null;
  const ask = state.status === 'ready' ? state.shortcuts.find(({ name }) => name === 'ask') : undefined;
  return (
    <div class="hint quiet">
      {ask !== undefined && ask.keys.length > 0 && (
        <p>
          <Keys keys={ask.keys} /> {ask.description}
        </p>
      )}
      <button type="button" class="link" onClick={() => setOpen(true)}>
        {t('shortcuts')}
      </button>
      {isOpen && <ShortcutsSheet actions={actions} onClose={() => setOpen(false)} />}
    </div>
  );
}
