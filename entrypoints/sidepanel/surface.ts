import { isBlind } from '../../lib/models/learned.ts';
import { obeyNeverRead } from '../../lib/panel/never-read.ts';
import { createPanel, type Panel } from '../../lib/panel/panel.ts';
import type { PanelBackground } from '../../lib/panel/ports.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { panelPictures } from '../../lib/platform/surfaces/panel-pictures.ts';
import { panelTabs } from '../../lib/platform/surfaces/panel-tabs.ts';
import { openSettings } from '../../lib/platform/surfaces/panel-window.ts';
import { browserShortcuts } from '../../lib/platform/surfaces/shortcuts.ts';
import { Database } from '../../lib/store/database.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { watch } from '../../lib/store/watch.ts';

/** What the side panel and the popup are alike: the panel of a window over its tabs, the disk and the background. */
export function createSurface(windowId: number, background: PanelBackground): Panel {
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
  return panel;
}
