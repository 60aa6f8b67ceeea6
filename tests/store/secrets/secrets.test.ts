import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { connectionCommands } from '../../../lib/models/connection-commands.ts';
import { keyCommands } from '../../../lib/models/key-commands.ts';
import { createConnections } from '../../../lib/store/connections.ts';
import { Database } from '../../../lib/store/database.ts';
import { createProfile } from '../../support/key-places.ts';

const PASSPHRASE = 'correct horse battery';

let databases = 0;

function setUp() {
  databases += 1;
  const db = new Database(`connections-${databases}`);
  const connections = createConnections(db);
  const profile = createProfile(`secrets-${databases}`);
  const secrets = profile.startWorker();
  let ids = 0;
  const commands = connectionCommands({
    connections,
    secrets,
    newId: (prefix) => {
      ids += 1;
      return `${prefix}${ids}`;
    },
    now: () => ids,
    surroundings: { isPermitted: async () => true, isOnline: () => true },
  });
  return { db, connections, secrets, commands, profile };
}

const draft = {
  id: null,
  name: 'Mine',
  service: 'custom',
  base_url: 'https://models.test/v1',
  protocol: 'chat-completions',
  model: 'm',
} as const;

it('the first saved connection becomes the default, a later one does not', async () => {
  const { commands, connections } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft });
  await commands['connection-save']({ connection: { ...draft, name: 'Other' } });
  expect(await connections.default()).toEqual(connection);
  expect(await connections.list()).toHaveLength(2);
});

it('a key is stored apart and only its last four characters come back', async () => {
  const { commands, db } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  expect(connection.key_hint).toBe('1234');
  for (const table of db.tables) expect(JSON.stringify(await table.toArray())).not.toContain('canary');
});

it('a key stays when the connection is saved without typing it again', async () => {
  const { commands, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await commands['connection-save']({ connection: { ...draft, id: connection.id, name: 'Renamed' } });
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBe('sk-canary-1234');
});

it('a key never follows its connection to another origin', async () => {
  const { commands, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  const moved = await commands['connection-save']({
    connection: { ...draft, id: connection.id, base_url: 'https://elsewhere.test/v1' },
  });
  expect(moved.connection.key_hint).toBeNull();
  expect(await secrets.keyFor(connection.id, 'https://elsewhere.test')).toBeNull();
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBeNull();
});

it('deleting a connection deletes its key and leaves no default behind', async () => {
  const { commands, connections, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await commands['connection-delete']({ id: connection.id });
  expect(await connections.default()).toBeUndefined();
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBeNull();
});

it('a key is nowhere on disk in clear, however it is kept', async () => {
  const { commands, secrets, profile } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  for (const keeping of ['device', 'session', 'device'] as const) {
    await secrets.keep({ keeping });
    expect(await profile.disk()).not.toContain('canary');
    expect(await secrets.keyFor(connection.id, 'https://models.test')).toBe('sk-canary-1234');
  }
});

it('a connection is renamed while its key is locked, and keeps it', async () => {
  const { commands, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await secrets.keep({ keeping: 'passphrase', passphrase: PASSPHRASE });
  await secrets.lock();
  const renamed = await commands['connection-save']({ connection: { ...draft, id: connection.id, name: 'Renamed' } });
  expect(renamed.connection).toMatchObject({ name: 'Renamed', key_hint: '1234' });
  await secrets.unlock(PASSPHRASE);
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBe('sk-canary-1234');
});

it('a new key is refused while the keys are locked, and the connection stays as it was', async () => {
  const { commands, connections, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await secrets.keep({ keeping: 'passphrase', passphrase: PASSPHRASE });
  await secrets.lock();
  const changed = { connection: { ...draft, id: connection.id, name: 'Renamed' }, key: 'sk-other-5678' };
  await expect(commands['connection-save'](changed)).rejects.toMatchObject({ error: { kind: 'keys-locked' } });
  expect(await connections.get(connection.id)).toEqual(connection);
  await secrets.unlock(PASSPHRASE);
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBe('sk-canary-1234');
});

it('no answer about the keys carries one', async () => {
  const { commands, connections, secrets } = setUp();
  await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  const keys = keyCommands({ connections, secrets, onUnlock: () => {} });
  const answers = [
    await keys['keys-state'](null),
    await keys['keys-keep']({ keeping: 'passphrase', passphrase: PASSPHRASE }),
    await keys['keys-lock'](null),
    await keys['keys-unlock']({ passphrase: PASSPHRASE }),
    await keys['keys-keep']({ keeping: 'session' }),
    await keys['keys-forget'](null),
  ];
  expect(answers).toEqual([
    { keeping: 'device', locked: false },
    { keeping: 'passphrase', locked: false },
    { keeping: 'passphrase', locked: true },
    { keeping: 'passphrase', locked: false },
    { keeping: 'session', locked: false },
    { keeping: 'device', locked: false },
  ]);
});

it('a connection says that its key is gone after the session, and works without one once it is saved so', async () => {
  const { commands, connections, secrets, profile } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await secrets.keep({ keeping: 'session' });
  profile.closeBrowser();
  const later = profile.startWorker();
  await keyCommands({ connections, secrets: later, onUnlock: () => {} })['keys-state'](null);
  expect((await connections.get(connection.id))?.key_hint).toBeNull();
  await commands['connection-save']({ connection: { ...draft, id: connection.id } });
  expect(await later.keyFor(connection.id, 'https://models.test')).toBeNull();
});

it('removing all keys leaves the connections, and none says that it has a key', async () => {
  const { commands, connections, secrets } = setUp();
  const { connection } = await commands['connection-save']({ connection: draft, key: 'sk-canary-1234' });
  await keyCommands({ connections, secrets, onUnlock: () => {} })['keys-forget'](null);
  expect(await connections.list()).toEqual([{ ...connection, key_hint: null }]);
  expect(await secrets.keyFor(connection.id, 'https://models.test')).toBeNull();
});
