import { render } from 'preact';
import { isBlind } from '../../lib/models/learned.ts';
import { createPanel } from '../../lib/panel/panel.ts';
import { connectBackground } from '../../lib/platform/panel-background.ts';
import { panelPictures } from '../../lib/platform/panel-pictures.ts';
import { panelTabs } from '../../lib/platform/panel-tabs.ts';
import { openSettings, ownWindow } from '../../lib/platform/panel-window.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { hasSidePanel, openSidePanel } from '../../lib/platform/side-panel.ts';
import { Database } from '../../lib/store/database.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { App } from './app.tsx';

const windowId = await ownWindow();
// Where there is no panel, key presses are meant for the popup.
const background = connectBackground(hasSidePanel() ? null : windowId);
const panel = createPanel({
  reads: createPanelReads(new Database()),
  tabs: panelTabs(windowId),
  pictures: panelPictures(windowId),
  background,
  isBlind,
  loadCosts: async () => (await import('../../lib/models/prices/cost-at.ts')).costAt,
  schedule: createSchedule(),
  openSettings,
});

function openPanel(): void {
  // A browser that refuses says why in its own words, and the popup stays.
  void openSidePanel(windowId).then(
    () => window.close(),
    () => undefined,
  );
}

background.onFrame((frame) => {
  if (frame.type === 'intent') void panel.receive(frame.intent);
});
panel.start(() =>
  render(
    <App state={panel.state()} actions={panel.actions} openPanel={openPanel} />,
    document.getElementById('app') ?? document.body,
  ),
);
