import { createDataActions } from '../../lib/panel/options/data.ts';
import type { DataActions } from '../../lib/panel/options/data-model.ts';
import { createPreferencesActions, type PreferencesActions } from '../../lib/panel/preferences.ts';
import { forgetAppearance, showAppearance } from '../../lib/platform/appearance.ts';
import { isPersisted, persist, storedBytes } from '../../lib/platform/disk-space.ts';
import { saveFile } from '../../lib/platform/files/save-file.ts';
import { send } from '../../lib/platform/messages.ts';
import type { Database } from '../../lib/store/database.ts';
import { createNaming } from '../../lib/store/naming.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { createPrompts } from '../../lib/store/prompts.ts';
import { unusedThreads } from '../../lib/store/threads/unused-threads.ts';
import { countRows } from '../../lib/store/transfer/counts.ts';
import { exportDatabase } from '../../lib/store/transfer/export-database.ts';
import { checkExport, importExport } from '../../lib/store/transfer/import-database.ts';
import { importForeign } from '../../lib/store/transfer/import-foreign.ts';
import { watch } from '../../lib/store/watch.ts';

/** What the page does with everything that is stored, over the database itself: heavy work is not the background's. */
export function dataActions(db: Database): DataActions {
  return createDataActions({
    send,
    persist,
    saveFile,
    usage: watch(async () => {
      const counts = await countRows(db);
      return { counts, ...(await storedBytes()), persisted: await isPersisted() };
    }),
    exportAll: (task) => exportDatabase(db, { ...task, now: Date.now() }),
    checkExport: (file, task) => checkExport(db, file, task),
    importExport: (file, task) => importExport(db, file, { ...task, now: Date.now() }),
    importForeign: (rows) => importForeign(db, rows),
    prompts: () => createPrompts(db).read(),
    forgetHere: forgetAppearance,
    newId: (prefix) => `${prefix}_${crypto.randomUUID()}`,
    now: Date.now,
  });
}

export function preferencesActions(db: Database): PreferencesActions {
  return createPreferencesActions({
    store: { ...createPreferences(db), ...createNaming(db) },
    showAppearance,
    unused: async (days) => (await unusedThreads(db, days, Date.now())).length,
  });
}
