import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelShortcuts } from '../../lib/panel/shortcuts.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { Keys } from './keys.tsx';
import { PANEL_KEYS, type PanelKey } from './panel-keys.ts';
import { ShortcutsList } from './shortcuts-list.tsx';
import { ShortcutsPrompts, type ShortcutsPromptsProps } from './shortcuts-prompts.tsx';

type Props = {
  readonly actions: PanelShortcuts & ShortcutsPromptsProps['actions'];
  readonly onClose: () => void;
};

/** Every key that does something: the browser's, which can be changed, and the panel's own. */
export function ShortcutsSheet({ actions, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="shortcuts-sheet" aria-labelledby="shortcuts-sheet" onClose={onClose}>
      <header>
        <h2 id="shortcuts-sheet">{t('shortcuts')}</h2>
        <IconButton icon="close" label={t('close')} onClick={() => dialog.current?.close()} />
      </header>
      <h3>{t('shortcuts_anywhere')}</h3>
      <ShortcutsList actions={actions} address_bar={true} />
      <TextButton label={t('shortcuts_change')} onClick={actions.changeShortcuts} />
      <h3>{t('shortcuts_here')}</h3>
      <dl class="shortcuts">
        {PANEL_SHORTCUTS.map(([name, label]) => (
          <div key={name}>
            <dt>{label()}</dt>
            <dd>
              <Keys keys={PANEL_KEYS[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t('prompts')}</h3>
      <ShortcutsPrompts actions={actions} />
    </dialog>
  );
}

const PANEL_SHORTCUTS: readonly (readonly [name: PanelKey, label: () => string])[] = [
  ['compose', () => t('shortcuts_compose')],
  ['stop', () => t('stop')],
  ['new-thread', () => t('new_thread')],
  ['threads', () => t('threads')],
  ['copy-answer', () => t('shortcuts_copy_answer')],
  ['shortcuts', () => t('shortcuts')],
];
