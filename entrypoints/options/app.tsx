import { AboutSection } from '../../components/options/about-section.tsx';
import { AppearanceSection } from '../../components/options/appearance-section.tsx';
import { AssistantsSection } from '../../components/options/assistants/assistants-section.tsx';
import { ConnectionsSection } from '../../components/options/connections/connections-section.tsx';
import { DataSection } from '../../components/options/data/data-section.tsx';
import { OptionsNav } from '../../components/options/options-nav.tsx';
import { PrivacySection } from '../../components/options/privacy/privacy-section.tsx';
import { PromptsSection } from '../../components/options/prompts/prompts-section.tsx';
import { ShortcutsSection } from '../../components/options/shortcuts-section.tsx';
import { ToolbarSection } from '../../components/options/toolbar-section.tsx';
import { ToolsSection } from '../../components/options/tools-section.tsx';
import { PricesSection } from '../../components/options/usage/prices-section.tsx';
import { UsageSection } from '../../components/options/usage/usage-section.tsx';
import { t } from '../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../lib/panel/options/options-model.ts';

type Props = {
  readonly state: OptionsState;
  readonly actions: OptionsActions;
};

export function App({ state, actions }: Props) {
  return (
    <div class="options-page">
      <OptionsNav />
      <main class="options">
        <h1>{t('options_heading')}</h1>
        <ConnectionsSection state={state} actions={actions} />
        <AssistantsSection state={state} actions={actions} />
        <PromptsSection prompts={state.prompts} actions={actions.prompts} />
        <ToolsSection connections={state.connections} />
        {state.usage !== null && <UsageSection report={state.usage} />}
        <PricesSection prices={state.prices} onSet={actions.setPrice} />
        <PrivacySection state={state} actions={actions} />
        <DataSection actions={actions.data} />
        <AppearanceSection appearance={state.appearance} onChange={actions.preferences.setAppearance} />
        <ShortcutsSection actions={actions.shortcuts} />
        <ToolbarSection opens={state.toolbar_button} onChange={actions.setToolbarButton} />
        <AboutSection version={state.version} />
      </main>
    </div>
  );
}
