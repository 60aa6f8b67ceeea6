import { defineBackground } from 'wxt/utils/define-background';
import { type Api, createApi } from '../lib/api/api.ts';
import { createEngine } from '../lib/assistants/engine.ts';
import { threadCommands } from '../lib/assistants/thread-commands.ts';
import { t } from '../lib/i18n/index.ts';
import { createBackends } from '../lib/models/backends.ts';
import { connectionCommands } from '../lib/models/connection-commands.ts';
import { findLocalServers } from '../lib/models/find-local-servers.ts';
import { keyCommands } from '../lib/models/key-commands.ts';
import { isLocalHost } from '../lib/models/local-host.ts';
import { createOnDeviceBackend } from '../lib/models/on-device/backend.ts';
import { systemClock } from '../lib/platform/clock.ts';
import { newId } from '../lib/platform/ids.ts';
import { tryLock } from '../lib/platform/locks.ts';
import { serve } from '../lib/platform/messages.ts';
import { fetchWithoutOrigin } from '../lib/platform/request-origin.ts';
import { deviceKeyPlace, sessionKeyPlace } from '../lib/platform/session-keys.ts';
import { serveSurfaces } from '../lib/platform/surfaces/serve-surfaces.ts';
import { listenToWaysIn, setToolbarButton } from '../lib/platform/surfaces/ways-in.ts';
import { surroundings as browserSurroundings } from '../lib/platform/surroundings.ts';
import { createWorkerLife } from '../lib/platform/worker-life.ts';
import { createCapabilities } from '../lib/store/capabilities.ts';
import { createConnections } from '../lib/store/connections.ts';
import { dataCommands, forgetUnused } from '../lib/store/data-commands.ts';
import { Database } from '../lib/store/database.ts';
import { createNaming } from '../lib/store/naming.ts';
import { findThreads } from '../lib/store/search/find-threads.ts';
import { indexEarlierMessages } from '../lib/store/search/message-words.ts';
import { createSecrets } from '../lib/store/secrets/secrets.ts';
import { SecretsDatabase } from '../lib/store/secrets/secrets-database.ts';
import { createSentRequests } from '../lib/store/sent-requests.ts';
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
  const secrets = createSecrets({ db: new SecretsDatabase(), device: deviceKeyPlace, session: sessionKeyPlace });
  const surroundings = { ...browserSurroundings, fetch: fetchWithoutOrigin(isLocalHost) };
  const onDevice = createOnDeviceBackend({ nothingFound: t('on_device_nothing_found') });
  const backends = createBackends({
    connections,
    keyFor: (id, origin) => secrets.keyFor(id, origin),
    onDevice,
    surroundings,
    capabilities: createCapabilities(db),
  });
  const keepRequest = createSentRequests(db, systemClock.now).keep;
  const { namesThreads } = createNaming(db);
  const engine = createEngine({ store, backends, clock: systemClock, newId, tryLock, keepRequest, namesThreads });
  const life = createWorkerLife();
  const api = createApi(engine, { run_life: RUN_LIFE });
  /** Looks for what an earlier worker has left; what fails now is tried again at the next look. */
  const takeUp = async () => {
    await engine.reconcile();
    const active = await store.runs.active();
    // One that waits for its keys does nothing until somebody unlocks them, which wakes the worker.
    life.takeUp(active.filter(({ local }) => local.waiting?.error.kind !== 'keys-locked'));
  };
  const look = () => void takeUp().catch(() => undefined);
  const lookAnew = () => {
    look();
    void settings.toolbarButton().then(setToolbarButton);
  };
  const surfaces = serveSurfaces(api, look);

  globalThis.sitethread = api;
  engine.subscribe(life.observe);
  engine.subscribe(surfaces.broadcast);
  listenToWaysIn({ ...surfaces, findThreads: (words, most) => findThreads(db, words, most) });
  serve({
    ...threadCommands(engine),
    'toolbar-button': async ({ opens }) => {
      await settings.setToolbarButton(opens);
      await setToolbarButton(opens);
      return null;
    },
    'price-set': async ({ model, price }) => {
      await settings.setPrice(model, price);
      return null;
    },
    ...dataCommands({ db, engine, secrets, look: lookAnew }),
    'local-servers': async () => ({ servers: await findLocalServers(surroundings) }),
    // Answers that go on at their servers may have waited for their keys.
    ...keyCommands({ connections, secrets, onUnlock: look }),
    ...connectionCommands({ connections, secrets, newId, now: systemClock.now, surroundings }),
  });
  /** Runs that have not ended, and files that are still to be indexed. */
  const isAnythingLeft = async () =>
    (await store.runs.active()).length + (await store.vector_store_files.unfinished()).length > 0;
  life.watch(takeUp, isAnythingLeft);
  lookAnew();
  void engine.threads.forgetDeleted().catch(() => undefined);
  void forgetUnused(db, engine.threads, systemClock.now()).catch(() => undefined);
  void indexEarlierMessages(db).catch(() => undefined);
});
