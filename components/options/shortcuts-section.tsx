import { t } from '../../lib/i18n/index.ts';
import type { PanelShortcuts } from '../../lib/panel/shortcuts.ts';
import { TextButton } from '../controls/text-button.tsx';
import { ShortcutsList } from '../shortcuts/shortcuts-list.tsx';

type Props = { readonly actions: PanelShortcuts };

/** The browser's shortcuts as they are assigned now, and the way to the page where they are changed. */
export function ShortcutsSection({ actions }: Props) {
  return (
    <section aria-labelledby="shortcuts">
      <h2 id="shortcuts">{t('shortcuts')}</h2>
      <ShortcutsList actions={actions} address_bar={true} />
      <p class="quiet">{t('shortcuts_change_about')}</p>
      <TextButton label={t('shortcuts_change')} onClick={actions.changeShortcuts} />
    </section>
  );
}
