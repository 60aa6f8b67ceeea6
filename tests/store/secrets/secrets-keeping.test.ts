import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import type { KeyChoice } from '../../../lib/protocol.ts';
import type { KeepingRow, SecretRow } from '../../../lib/store/secrets/secrets-database.ts';
import { createProfile } from '../../support/key-places.ts';

const ORIGIN = 'https://models.test';
const KEY = 'sk-canary-1234';
const PASSPHRASE = 'correct horse battery';

const WAYS = {
  device: { keeping: 'device' },
  session: { keeping: 'session' },
  passphrase: { keeping: 'passphrase', passphrase: PASSPHRASE },
} as const satisfies Record<string, KeyChoice>;

let profiles = 0;

async function profileWith(way: keyof typeof WAYS, keys: Record<string, string> = { a: KEY, b: 'sk-other-5678' }) {
  profiles += 1;
  const profile = createProfile(`keeping-${profiles}`);
  const secrets = profile.startWorker();
  for (const [id, key] of Object.entries(keys)) await secrets.put({ connection_id: id, origin: ORIGIN, key });
  await secrets.keep(WAYS[way]);
  return { ...profile, secrets };
}

type Profile = Awaited<ReturnType<typeof profileWith>>;

const isLocked = { error: { kind: 'keys-locked' } };

async function rowOf({ database }: Profile, id: string): Promise<SecretRow> {
  const row = await database().secrets.get(id);
  if (row === undefined || 'key' in row) throw new Error(`${id} is not sealed.`);
  return row;
}

const flipped = (bytes: Uint8Array<ArrayBuffer>, bit: number): Uint8Array<ArrayBuffer> =>
  bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the way in which keys are kept', () => {
  const changes = Object.keys(WAYS).flatMap((from) => Object.keys(WAYS).map((to) => [from, to] as const));

  it.each(changes as [keyof typeof WAYS, keyof typeof WAYS][])(
    'changes from %s to %s without losing a key',
    async (from, to) => {
      const profile = await profileWith(from);
      const { secrets, startWorker, disk } = profile;
      await secrets.keep(WAYS[to]);
      for (const worker of [secrets, startWorker()]) {
        expect(await worker.keyFor('a', ORIGIN)).toBe(KEY);
        expect(await worker.keyFor('b', ORIGIN)).toBe('sk-other-5678');
        expect(await worker.state()).toEqual({ keeping: to, locked: false });
      }
      expect(await disk()).not.toContain('canary');
    },
  );

  it.each(['session', 'passphrase'] as const)('%s leaves nothing on the device that would open a key', async (way) => {
    const { device, session, database } = await profileWith(way);
    const held = session.key;
    expect(device.key).toBeNull();
    expect(held).not.toBeNull();
    const disk = JSON.stringify([await database().secrets.toArray(), await database().keeping.toArray()]);
    expect(disk).not.toContain(JSON.stringify(held?.bytes).slice(1, -1));
  });

  it('is by another data key after each change, so that an older copy of either half opens nothing', async () => {
    const { secrets, device } = await profileWith('device');
    const first = device.key;
    await secrets.keep(WAYS.session);
    await secrets.keep(WAYS.device);
    expect(device.key?.id).not.toBe(first?.id);
    expect(device.key?.bytes).not.toEqual(first?.bytes);
  });

  it('is the earlier one when the change cannot be written, with every key', async () => {
    for (const from of ['device', 'session'] as const)
      for (const to of ['device', 'session', 'passphrase'] as const) {
        if (from === to) continue;
        const { secrets, startWorker, database } = await profileWith(from);
        const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
          throw new DOMException('', 'QuotaExceededError');
        });
        await expect(secrets.keep(WAYS[to])).rejects.toThrow();
        full.mockRestore();
        expect(await database().keeping.get('keeping')).toMatchObject({ keeping: from });
        expect(await startWorker().keyFor('a', ORIGIN)).toBe(KEY);
      }
  });

  it('is tidied up by the next worker where a change was cut short after it had been written', async () => {
    const { secrets, device, startWorker } = await profileWith('device');
    const left = device.key;
    await secrets.keep(WAYS.passphrase);
    device.key = left;
    await startWorker().state();
    expect(device.key).toBeNull();
  });

  it('seals what an earlier version has left open', async () => {
    profiles += 1;
    const { startWorker, disk } = createProfile(`keeping-${profiles}`);
    const earlier = new Dexie(`keeping-${profiles}`);
    earlier.version(1).stores({ secrets: 'connection_id' });
    await earlier.table('secrets').put({ connection_id: 'a', origin: ORIGIN, key: KEY });
    earlier.close();
    expect(await startWorker().keyFor('a', ORIGIN)).toBe(KEY);
    expect(await disk()).not.toContain('canary');
  });
});

describe('keys under a passphrase', () => {
  it('are locked once the browser was closed, and open with the passphrase alone', async () => {
    const profile = await profileWith('passphrase');
    profile.closeBrowser();
    const secrets = profile.startWorker();
    expect(await secrets.state()).toEqual({ keeping: 'passphrase', locked: true });
    await expect(secrets.keyFor('a', ORIGIN)).rejects.toMatchObject(isLocked);
    await expect(secrets.unlock('correct horse batterx')).rejects.toMatchObject({
      error: { kind: 'wrong-passphrase' },
    });
    await expect(secrets.keyFor('a', ORIGIN)).rejects.toMatchObject(isLocked);
    await secrets.unlock(PASSPHRASE);
    expect(await secrets.keyFor('a', ORIGIN)).toBe(KEY);
  });

  it('stay unlocked when only the worker dies', async () => {
    const { startWorker } = await profileWith('passphrase');
    expect(await startWorker().keyFor('a', ORIGIN)).toBe(KEY);
  });

  it('lock at once when told to', async () => {
    const { secrets } = await profileWith('passphrase');
    await secrets.lock();
    await expect(secrets.keyFor('a', ORIGIN)).rejects.toMatchObject(isLocked);
  });

  it('can neither be added to nor be kept in another way while they are locked', async () => {
    const { secrets, disk } = await profileWith('passphrase');
    await secrets.lock();
    const before = await disk();
    await expect(secrets.put({ connection_id: 'c', origin: ORIGIN, key: 'new' })).rejects.toMatchObject(isLocked);
    for (const way of Object.values(WAYS))
      if (way.keeping !== 'passphrase') await expect(secrets.keep(way)).rejects.toMatchObject(isLocked);
    await expect(secrets.keep({ ...WAYS.passphrase, passphrase: 'another one' })).rejects.toMatchObject(isLocked);
    expect(await disk()).toBe(before);
  });

  it('follow a changed passphrase and no longer the old one', async () => {
    const { secrets } = await profileWith('passphrase');
    await secrets.keep({ keeping: 'passphrase', passphrase: 'another passphrase' });
    await secrets.lock();
    await expect(secrets.unlock(PASSPHRASE)).rejects.toMatchObject({ error: { kind: 'wrong-passphrase' } });
    await secrets.unlock('another passphrase');
    expect(await secrets.keyFor('a', ORIGIN)).toBe(KEY);
  });

  it('open by a passphrase that another keyboard composes of other code points', async () => {
    const { secrets } = await profileWith('device');
    await secrets.keep({ keeping: 'passphrase', passphrase: 'Zürich im Mai' });
    await secrets.lock();
    await secrets.unlock('Zürich im Mai'.normalize('NFD'));
    expect(await secrets.keyFor('a', ORIGIN)).toBe(KEY);
  });

  it('cost at least 600,000 rounds for each guess, with a salt of their own', async () => {
    const locks = await Promise.all(
      [await profileWith('passphrase'), await profileWith('passphrase')].map(({ database }) =>
        database().keeping.get('keeping'),
      ),
    );
    const [one, other] = locks.map((row) => row?.lock);
    expect(one?.iterations).toBeGreaterThanOrEqual(600_000);
    expect(one?.salt).toHaveLength(16);
    expect(one?.salt).not.toEqual(other?.salt);
  });

  it('hold nobody up who has none', async () => {
    const { secrets } = await profileWith('passphrase', {});
    await secrets.lock();
    await secrets.keep(WAYS.device);
    expect(await secrets.state()).toEqual({ keeping: 'device', locked: false });
  });

  it('can be given up when the passphrase is forgotten, for new ones', async () => {
    const { secrets } = await profileWith('passphrase');
    await secrets.lock();
    await secrets.forgetAll();
    expect(await secrets.state()).toEqual({ keeping: 'device', locked: false });
    expect(await secrets.keyFor('a', ORIGIN)).toBeNull();
    await secrets.put({ connection_id: 'a', origin: ORIGIN, key: 'new' });
    expect(await secrets.keyFor('a', ORIGIN)).toBe('new');
  });
});

describe('keys for one session', () => {
  it('are gone once the browser was closed, and say so', async () => {
    const profile = await profileWith('session');
    profile.closeBrowser();
    const secrets = profile.startWorker();
    const gone = { error: { kind: 'key-forgotten', host: 'models.test' } };
    await expect(secrets.keyFor('a', ORIGIN)).rejects.toMatchObject(gone);
    expect(await secrets.forgotten()).toEqual(['a', 'b']);
    await secrets.put({ connection_id: 'a', origin: ORIGIN, key: 'typed again' });
    expect(await secrets.keyFor('a', ORIGIN)).toBe('typed again');
    await expect(secrets.keyFor('b', ORIGIN)).rejects.toMatchObject(gone);
    expect(await secrets.forgotten()).toEqual(['b']);
  });

  it.each(['device', 'passphrase'] as const)(
    'that are gone do not keep the others from another way: %s',
    async (way) => {
      const profile = await profileWith('session');
      profile.closeBrowser();
      const secrets = profile.startWorker();
      await secrets.put({ connection_id: 'a', origin: ORIGIN, key: 'typed again' });
      await secrets.keep(WAYS[way]);
      expect(await secrets.keyFor('a', ORIGIN)).toBe('typed again');
      await expect(secrets.keyFor('b', ORIGIN)).rejects.toMatchObject({ error: { kind: 'key-forgotten' } });
    },
  );
});

describe('a stored key', () => {
  it('that was changed by one bit is an error, and the others stay', async () => {
    const profile = await profileWith('passphrase');
    const row = await rowOf(profile, 'a');
    const bits = row.sealed.bytes.length * 8;
    for (const bit of [0, 37, bits - 1]) {
      const sealed = { ...row.sealed, bytes: flipped(row.sealed.bytes, bit) };
      await profile.database().secrets.put({ ...row, sealed });
      const damaged = { error: { kind: 'key-damaged', host: 'models.test' } };
      await expect(profile.secrets.keyFor('a', ORIGIN)).rejects.toMatchObject(damaged);
      await expect(profile.secrets.keep(WAYS.device)).rejects.toMatchObject(damaged);
    }
    expect(await profile.secrets.state()).toEqual({ keeping: 'passphrase', locked: false });
    expect(await profile.secrets.keyFor('b', ORIGIN)).toBe('sk-other-5678');
  });

  it('does not open in the place of another, or for another origin', async () => {
    const profile = await profileWith('device');
    const [a, b] = [await rowOf(profile, 'a'), await rowOf(profile, 'b')];
    await profile.database().secrets.put({ ...b, sealed: a.sealed });
    await profile.database().secrets.put({ ...a, origin: 'https://evil.test' });
    for (const [id, origin] of [
      ['b', ORIGIN],
      ['a', 'https://evil.test'],
    ] as const)
      await expect(profile.secrets.keyFor(id, origin)).rejects.toMatchObject({ error: { kind: 'key-damaged' } });
  });

  it('does not open under a lock that was made weaker or changed by one bit', async () => {
    const profile = await profileWith('passphrase');
    await profile.secrets.lock();
    const row: KeepingRow | undefined = await profile.database().keeping.get('keeping');
    if (row?.lock === undefined) throw new Error('There is no lock.');
    const { lock } = row;
    const tampered = [
      { ...lock, iterations: 1 },
      { ...lock, salt: flipped(lock.salt, 5) },
      { ...lock, sealed: { ...lock.sealed, bytes: flipped(lock.sealed.bytes, 5) } },
    ];
    for (const wrong of tampered) {
      await profile.database().keeping.put({ ...row, lock: wrong });
      await expect(profile.secrets.unlock(PASSPHRASE)).rejects.toMatchObject({ error: { kind: 'wrong-passphrase' } });
    }
    await profile.database().keeping.put(row);
    await profile.secrets.unlock(PASSPHRASE);
    expect(await profile.secrets.keyFor('a', ORIGIN)).toBe(KEY);
  });

  it('is read only before or after a change, never in its middle', async () => {
    const { secrets, startWorker } = await profileWith('device');
    const reads = await Promise.all([
      secrets.keep(WAYS.passphrase),
      secrets.keyFor('a', ORIGIN),
      secrets.keep(WAYS.session),
      secrets.keyFor('a', ORIGIN),
      secrets.keep(WAYS.device),
      secrets.keyFor('a', ORIGIN),
    ]);
    expect(reads.filter((read) => read !== undefined)).toEqual([KEY, KEY, KEY]);
    expect(await startWorker().state()).toEqual({ keeping: 'device', locked: false });
    expect(await startWorker().keyFor('a', ORIGIN)).toBe(KEY);
  });
});
