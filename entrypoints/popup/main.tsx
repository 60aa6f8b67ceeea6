import { render } from 'preact';
import { createPanel } from '../../lib/panel/panel.ts';
import { connectBackground } from '../../lib/platform/panel-background.ts';
import { panelTabs } from '../../lib/platform/panel-tabs.ts';
import { openSettings, ownWindow } from '../../lib/platform/panel-window.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { openSidePanel } from '../../lib/platform/side-panel.ts';
import { Database } from '../../lib/store/database.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { App } from './app.tsx';

const windowId = await ownWindow();
const panel = createPanel({
  reads: createPanelReads(new Database()),
  tabs: panelTabs(windowId),
  background: connectBackground(null),
  schedule: createSchedule(),
  openSettings,
});

function openPanel(): void {
  void openSidePanel(windowId).then(() => window.close());
}

panel.start(() =>
  render(
    <App state={panel.state()} actions={panel.actions} openPanel={openPanel} />,
    document.getElementById('app') ?? document.body,
  ),
);
