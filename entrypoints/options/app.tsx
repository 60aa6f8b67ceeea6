import { ConnectionsSection } from '../../components/options/connections-section.tsx';
import { PricesSection } from '../../components/options/prices-section.tsx';
import { PrivacySection } from '../../components/options/privacy-section.tsx';
import { ToolbarSection } from '../../components/options/toolbar-section.tsx';
import { t } from '../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../lib/panel/options-model.ts';

type Props = {
  readonly state: OptionsState;
  readonly actions: OptionsActions;
};

export function App({ state, actions }: Props) {
  return (
    <main class="options">
      <h1>{t('options_heading')}</h1>
      <ConnectionsSection state={state} actions={actions} />
      <PricesSection prices={state.prices} onSet={actions.setPrice} />
      <ToolbarSection opens={state.toolbar_button} onChange={actions.setToolbarButton} />
      <PrivacySection grants={state.grants} onRevoke={actions.revoke} keys={actions.keys} />
    </main>
  );
}
