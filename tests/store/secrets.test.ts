import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { connectionCommands } from '../../lib/models/connection-commands.ts';
import { createConnections } from '../../lib/store/connections.ts';
import { Database } from '../../lib/store/database.ts';
import { Secrets } from '../../lib/store/secrets.ts';

let databases = 0;

function setUp() {
  databases += 1;
  const db = new Database(`connections-${databases}`);
  const connections = createConnections(db);
  const secrets = new Secrets(`secrets-${databases}`);
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
  return { db, connections, secrets, commands };
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
