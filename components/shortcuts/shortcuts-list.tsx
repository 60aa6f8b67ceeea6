import { t } from '../../lib/i18n/index.ts';
import type { PanelShortcuts } from '../../lib/panel/shortcuts.ts';
import { Keys } from './keys.tsx';
import { useShortcuts } from './use-shortcuts.ts';

type Props = {
  readonly actions: PanelShortcuts;
  /** With the keyword of the address bar, which is no shortcut but a way to ask too. */
  readonly address_bar: boolean;
};

/** What the browser's shortcuts are now. One that has no keys says so. */
export function ShortcutsList({ actions, address_bar }: Props) {
  const state = useShortcuts(actions);
  if (state.status === 'loading') return null;
  if (state.status === 'failed') return <p role="status">{t('shortcuts_failed')}</p>;
  return (
    <dl class="shortcuts">
      {state.shortcuts.map(({ name, description, keys }) => (
        <div key={name}>
          <dt>{description}</dt>
          <dd>{keys.length === 0 ? <span class="quiet">{t('shortcuts_not_set')}</span> : <Keys keys={keys} />}</dd>
        </div>
      ))}
      {address_bar && (
        <div>
          <dt>{t('shortcuts_address_bar')}</dt>
          <dd>
            <Keys keys={['st', t('shortcuts_space')]} />
          </dd>
        </div>
      )}
    </dl>
  );
}
