import type { ToolbarButton } from '../protocol.ts';
import type { Database } from './database.ts';

const TOOLBAR_KEY = 'toolbar_button';

/** The user's choices that are not connections. A missing row is the default. */
export function createSettings(db: Database) {
  return {
    toolbarButton: async (): Promise<ToolbarButton> =>
      (await db.settings.get(TOOLBAR_KEY))?.value === 'popup' ? 'popup' : 'panel',
    setToolbarButton: async (value: ToolbarButton): Promise<void> => {
      await db.settings.put({ key: TOOLBAR_KEY, value });
    },
  };
}
