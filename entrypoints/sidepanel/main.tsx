import { render } from 'preact';
import { declareLanguage } from '../../lib/i18n/declare-language.ts';
import { isBlind } from '../../lib/models/learned.ts';
import { obeyNeverRead } from '../../lib/panel/never-read.ts';
import { createPanel } from '../../lib/panel/panel.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { connectBackground } from '../../lib/platform/surfaces/panel-background.ts';
import { panelPictures } from '../../lib/platform/surfaces/panel-pictures.ts';
import { panelTabs } from '../../lib/platform/surfaces/panel-tabs.ts';
import { openSettings, ownWindow } from '../../lib/platform/surfaces/panel-window.ts';
import { browserShortcuts } from '../../lib/platform/surfaces/shortcuts.ts';
import { Database } from '../../lib/store/database.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { watch } from '../../lib/store/watch.ts';
import { App } from './app.tsx';

declareLanguage(document.documentElement);
const windowId = await ownWindow();
const background = connectBackground(windowId);
const db = new Database();
const doors = { tabs: panelTabs(windowId), pictures: panelPictures(windowId) };
const panel = createPanel({
  reads: createPanelReads(db, async () => (await import('../../components/markdown/plain-text.ts')).plainLine),
  ...obeyNeverRead(doors, watch(createPreferences(db).neverRead)),
  readFile: async (file, options) => (await import('../../lib/platform/files/read-file.ts')).readFile(file, options),
  background,
  isBlind,
  loadCosts: async () => (await import('../../lib/models/prices/cost-at.ts')).costAt,
  loadContextTokens: async () => (await import('../../lib/models/context-tokens.ts')).contextTokens,
  schedule: createSchedule(),
  openSettings,
  saveFile: async (name, file) => (await import('../../lib/platform/files/save-file.ts')).saveFile(name, file),
  shortcuts: browserShortcuts,
});
background.onFrame((frame) => {
  if (frame.type === 'intent') void panel.receive(frame.intent);
});
panel.start(() =>
  render(<App state={panel.state()} actions={panel.actions} />, document.getElementById('app') ?? document.body),
);
