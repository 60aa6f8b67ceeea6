import { render } from 'preact';
import { normalizeBaseUrl } from '../../lib/models/base-url.ts';
import { createBuiltInOffer } from '../../lib/models/built-in/offer.ts';
import { servicesWith } from '../../lib/models/services.ts';
import { createOptionsActions } from '../../lib/panel/options.ts';
import type { OptionsState } from '../../lib/panel/options-model.ts';
import { builtInModels } from '../../lib/platform/built-in-model.ts';
import { covers, requestOrigin, revokeGrant, watchGrants } from '../../lib/platform/grants.ts';
import { send } from '../../lib/platform/messages.ts';
import { createSchedule } from '../../lib/platform/schedule.ts';
import { createConnections } from '../../lib/store/connections.ts';
import { Database } from '../../lib/store/database.ts';
import { createSettings } from '../../lib/store/settings.ts';
import { watch } from '../../lib/store/watch.ts';
import { App } from './app.tsx';

const db = new Database();
const connections = createConnections(db);
const settings = createSettings(db);
const schedule = createSchedule();
const isGranted = (origin: string) => covers(state.grants, origin);
let state: OptionsState = {
  connections: [],
  default_id: null,
  services: servicesWith({ built_in: false }),
  built_in: null,
  prices: [],
  toolbar_button: 'panel',
  grants: [],
  isGranted,
};

const offer = createBuiltInOffer(builtInModels, (built_in) => change({ built_in }));
const actions = createOptionsActions({
  send,
  isGranted,
  requestOrigin,
  downloadBuiltIn: offer.download,
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
watch(async () => ({
  connections: await connections.list(),
  default_id: (await connections.default())?.id ?? null,
  prices: await settings.prices(),
  toolbar_button: await settings.toolbarButton(),
}))(change);
