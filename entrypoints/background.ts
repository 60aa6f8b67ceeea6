import { defineBackground } from 'wxt/utils/define-background';
import { type Api, createApi } from '../lib/api/api.ts';
import { createEngine } from '../lib/assistants/engine.ts';
import { threadCommands } from '../lib/assistants/thread-commands.ts';
import { t } from '../lib/i18n/index.ts';
import { createBackends } from '../lib/models/backends.ts';
import { connectionCommands } from '../lib/models/connection-commands.ts';
import { createOnDeviceBackend } from '../lib/models/on-device/backend.ts';
import { systemClock } from '../lib/platform/clock.ts';
import { newId } from '../lib/platform/ids.ts';
import { tryLock } from '../lib/platform/locks.ts';
import { serve } from '../lib/platform/messages.ts';
import { serveSurfaces } from '../lib/platform/serve-surfaces.ts';
import { surroundings } from '../lib/platform/surroundings.ts';
import { listenToWaysIn, setToolbarButton } from '../lib/platform/ways-in.ts';
import { createWorkerLife } from '../lib/platform/worker-life.ts';
import { createConnections } from '../lib/store/connections.ts';
import { Database } from '../lib/store/database.ts';
import { Secrets } from '../lib/store/secrets.ts';
import { createSettings } from '../lib/store/settings.ts';
import { createStore } from '../lib/store/store.ts';

/** Seconds a run of the extension's own may take: local models on long pages are slow. */
const RUN_LIFE = 3_600;

declare global {
  /**
   * The front door for whoever opens the background's console: `new OpenAI({ apiKey: 'local', fetch: sitethread.fetch })`, or a plain
   * `sitethread.fetch('https://sitethread.local/v1/files')`. Pages, content scripts and other extensions cannot reach it: the
   * background's global scope is shared with none of them.
   */
  var sitethread: Api;
}

export default defineBackground(() => {
  const db = new Database();
  const store = createStore(db);
  const connections = createConnections(db);
  const settings = createSettings(db);
  const secrets = new Secrets();
  const onDevice = createOnDeviceBackend({ nothingFound: t('on_device_nothing_found') });
  const backends = createBackends({
    connections,
    keyFor: (id, origin) => secrets.keyFor(id, origin),
    onDevice,
    surroundings,
  });
  const engine = createEngine({ store, backends, clock: systemClock, newId, tryLock });
  const life = createWorkerLife();
  const api = createApi(engine, { run_life: RUN_LIFE });
  const surfaces = serveSurfaces(api, engine.reconcile);

  globalThis.sitethread = api;
  engine.subscribe(life.observe);
  engine.subscribe(surfaces.broadcast);
  listenToWaysIn(surfaces);
  serve({
    ...threadCommands(engine),
    'toolbar-button': async ({ opens }) => {
      await settings.setToolbarButton(opens);
      await setToolbarButton(opens);
      return null;
    },
    ...connectionCommands({ connections, secrets, newId, now: systemClock.now, surroundings }),
  });
  life.watch(engine.reconcile, async () => (await store.runs.active()).length > 0);
  void engine.reconcile();
  void settings.toolbarButton().then(setToolbarButton);
});
