import { render } from 'preact';
import { declareLanguage } from '../../lib/i18n/declare-language.ts';
import { normalizeBaseUrl } from '../../lib/models/base-url.ts';
import { createBuiltInOffer } from '../../lib/models/built-in/offer.ts';
import { costAt } from '../../lib/models/prices/cost-at.ts';
import { servicesWith } from '../../lib/models/services.ts';
import { assistantsState, createAssistantsActions } from '../../lib/panel/assistants/assistants.ts';
import { createOptionsActions } from '../../lib/panel/options/options.ts';
import type { OptionsState } from '../../lib/panel/options/options-model.ts';
import { firstDay, usageByDay } from '../../lib/panel/options/usage-by-day.ts';
import { promptViews } from '../../lib/panel/prompts/prompts.ts';
import { createPromptsActions } from '../../lib/panel/prompts/prompts-actions.ts';
import type { PromptRows } from '../../lib/panel/prompts/prompts-model.ts';
import { showAppearance } from '../../lib/platform/appearance.ts';
import { builtInModels } from '../../lib/platform/built-in-model.ts';
import { saveFile } from '../../lib/platform/files/save-file.ts';
import { covers, requestOrigin, revokeGrant, watchGrants } from '../../lib/platform/grants.ts';
import { send } from '../../lib/platform/messages.ts';
import { smallPicture } from '../../lib/platform/pages/small-picture.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { connectBackground } from '../../lib/platform/surfaces/panel-background.ts';
import { browserShortcuts } from '../../lib/platform/surfaces/shortcuts.ts';
import { extensionVersion } from '../../lib/platform/version.ts';
import { createAnswering, listAssistants } from '../../lib/store/answering.ts';
import { createAssistantsStore } from '../../lib/store/assistants-store.ts';
import { createConnections } from '../../lib/store/connections.ts';
import { Database } from '../../lib/store/database.ts';
import { createNaming } from '../../lib/store/naming.ts';
import { createPreferences } from '../../lib/store/preferences.ts';
import { createPrompts } from '../../lib/store/prompts.ts';
import { createSettings } from '../../lib/store/settings.ts';
import { createUsedRuns } from '../../lib/store/used-runs.ts';
import { watch } from '../../lib/store/watch.ts';
import { App } from './app.tsx';
import { dataActions, preferencesActions } from './own-data.ts';

declareLanguage(document.documentElement);
const db = new Database();
const connections = createConnections(db);
const settings = createSettings(db);
const preferences = createPreferences(db);
const library = createPrompts(db);
let promptRows: PromptRows = { own: [], hidden: [], keys: {} };
const schedule = createSchedule();
const isGranted = (origin: string) => covers(state.grants, origin);
let state: OptionsState = {
  connections: [],
  default_id: null,
  services: servicesWith({ built_in: false }),
  built_in: null,
  prices: [],
  prompts: [],
  usage: null,
  assistants: assistantsState([], null),
  toolbar_button: 'panel',
  appearance: { theme: 'system', text_size: 'normal', density: 'comfortable' },
  version: extensionVersion(),
  never_read: [],
  retention_days: null,
  names_threads: false,
  grants: [],
  isGranted,
};

const offer = createBuiltInOffer(builtInModels, (built_in) => change({ built_in }));
const actions = createOptionsActions({
  assistants: createAssistantsActions({
    store: createAssistantsStore(db),
    background: () => connectBackground(null),
    shrink: smallPicture,
    saveFile,
    now: Date.now,
  }),
  send,
  isGranted,
  requestOrigin,
  downloadBuiltIn: offer.download,
  cancelBuiltIn: offer.cancel,
  prompts: createPromptsActions({
    store: library,
    rows: () => promptRows,
    newId: () => `prompt_${crypto.randomUUID()}`,
    now: Date.now,
  }),
  shortcuts: browserShortcuts,
  data: dataActions(db),
  preferences: preferencesActions(db),
  revokeGrant,
  readAddress(typed) {
    const address = normalizeBaseUrl(typed);
    return 'url' in address ? address.url : null;
  },
});

function change(changed: Partial<OptionsState>): void {
  state = { ...state, ...changed };
  state = { ...state, services: servicesWith({ built_in: offersBuiltIn(state) }) };
  schedule(() => render(<App state={state} actions={actions} />, document.getElementById('app') ?? document.body));
}

/** A browser that cannot run its model offers none; a connection that was stored with it can still be edited. */
function offersBuiltIn({ built_in, connections }: OptionsState): boolean {
  const isUsable = built_in !== null && built_in.status !== 'unavailable';
  return isUsable || connections.some(({ protocol }) => protocol === 'built-in');
}

void offer.look();
watchGrants((grants) => change({ grants }));
watch(library.read)((rows) => {
  promptRows = rows;
  change({ prompts: promptViews(rows) });
});
watch(async () => ({
  connections: await connections.list(),
  default_id: (await connections.default())?.id ?? null,
  prices: await settings.prices(),
  toolbar_button: await settings.toolbarButton(),
}))(change);

watch(async () => ({
  never_read: await preferences.neverRead(),
  retention_days: await preferences.retention(),
  names_threads: await createNaming(db).namesThreads(),
}))(change);

watch(preferences.appearance)((appearance) => {
  // Whoever has written it: an import may bring another one.
  showAppearance(appearance);
  change({ appearance });
});

const usedRuns = createUsedRuns(db);
watch(async () => {
  const now = Date.now();
  const [runs, known, prices] = [await usedRuns(firstDay(now)), await connections.list(), await settings.prices()];
  const connectionOf = new Map(known.map((connection) => [connection.id, connection]));
  const usage = usageByDay(
    runs,
    ({ used, model, connection_id }) => costAt(used, model, connectionOf.get(connection_id), prices)?.usd ?? null,
    now,
  );
  return { usage };
})(change);

watch(async () => ({ assistants: assistantsState(await listAssistants(db), await createAnswering(db).overall()) }))(
  change,
);
