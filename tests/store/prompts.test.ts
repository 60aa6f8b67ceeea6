import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../lib/store/database.ts';
import { createPrompts } from '../../lib/store/prompts.ts';
import { exportDatabase } from '../../lib/store/transfer/export-database.ts';
import { importExport } from '../../lib/store/transfer/import-database.ts';

let count = 0;
let db: Database;
let prompts: ReturnType<typeof createPrompts>;

function open() {
  const opened = new Database(`prompts-${++count}`);
  return { db: opened, prompts: createPrompts(opened) };
}

beforeEach(() => {
  ({ db, prompts } = open());
});

const row = (id: string) => ({ id, name: id, command: id, text: id, order: 1, created_at: 1 });
const keys = async () => (await prompts.read()).keys;
const task = () => ({ signal: new AbortController().signal, onProgress: () => undefined, now: 1 });

describe('the keys of prompts', () => {
  it('are none at first', async () => expect(await keys()).toEqual({}));

  it('belong to one prompt each, and a prompt has one', async () => {
    await prompts.put([row('mine')], [{ id: 'mine', key: 4 }]);
    await prompts.put([], [{ id: 'explain', key: 5 }]);
    await prompts.put([], [{ id: 'mine', key: 5 }]);
    expect(await keys()).toEqual({ 5: 'mine' });
    await prompts.put([], [{ id: 'mine', key: null }]);
    expect(await keys()).toEqual({});
  });

  it('stay as they are when other prompts are written, and when they cannot be', async () => {
    await prompts.put([], [{ id: 'explain', key: 4 }]);
    await prompts.put([row('mine')]);
    const broken = { ...row('b'), id: undefined as unknown as string };
    await expect(prompts.put([broken], [{ id: 'b', key: 4 }])).rejects.toThrow();
    expect(await keys()).toEqual({ 4: 'explain' });
  });

  it('wait for a prompt that is deleted and put back', async () => {
    await prompts.put([row('mine')], [{ id: 'mine', key: 4 }]);
    await prompts.remove('mine');
    await prompts.put([row('mine')]);
    expect(await keys()).toEqual({ 4: 'mine' });
  });

  it.each([['words'], [null], [{ 4: 1 }], [['explain', 7]]])(
    'are what can be read of what is stored: %j',
    async (value) => {
      await db.settings.put({ key: 'prompt_keys', value });
      expect(Object.values(await keys()).every((id) => typeof id === 'string')).toBe(true);
    },
  );

  it('come with everything else out of a file, unless some are here', async () => {
    await prompts.put([row('mine')], [{ id: 'mine', key: 4 }]);
    const file = await exportDatabase(db, task());
    const fresh = open();
    await importExport(fresh.db, file, task());
    expect((await fresh.prompts.read()).keys).toEqual({ 4: 'mine' });
    const used = open();
    await used.prompts.put([], [{ id: 'explain', key: 4 }]);
    await importExport(used.db, file, task());
    const { own, keys: kept } = await used.prompts.read();
    expect([own.map(({ id }) => id), kept]).toEqual([['mine'], { 4: 'explain' }]);
  });
});
