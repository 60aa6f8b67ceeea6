import { describe, expect, it, vi } from 'vitest';
import { promptViews } from '../../../lib/panel/prompts/prompts.ts';
import { createPromptsActions } from '../../../lib/panel/prompts/prompts-actions.ts';
import type {
  KeyGiven,
  PromptKey,
  PromptRow,
  PromptRows,
  PromptsStore,
} from '../../../lib/panel/prompts/prompts-model.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../../components/english.ts'));

function library(full = false) {
  let rows: PromptRows = { own: [], hidden: [], keys: {} };
  let count = 0;
  const store: PromptsStore = {
    read: async () => rows,
    async put(added: readonly PromptRow[], given: readonly KeyGiven[] = []) {
      if (full) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      const ids = added.map(({ id }) => id);
      const own = [...rows.own.filter(({ id }) => !ids.includes(id)), ...added];
      const keys: Record<string, string> = { ...rows.keys };
      for (const { id, key } of given) {
        for (const digit of Object.keys(keys)) if (keys[digit] === id) delete keys[digit];
        if (key !== null) keys[key] = id;
      }
      rows = { ...rows, own: own.toSorted((one, other) => one.order - other.order), keys };
    },
    async remove(id) {
      rows = { ...rows, own: rows.own.filter((one) => one.id !== id) };
    },
    hide: vi.fn(async () => undefined),
  };
  const actions = createPromptsActions({ store, rows: () => rows, newId: () => `prompt_${++count}`, now: () => 5 });
  const add = (name: string, command = name, text = 'Text', key: PromptKey | null = null) =>
    actions.save({ id: null, name, command, text, key });
  const bring = (content: unknown) =>
    actions.import(new Blob([typeof content === 'string' ? content : JSON.stringify(content)]));
  /** The prompts that have one, by name. */
  const keys = () => promptViews(rows).flatMap(({ name, key }) => (key === null ? [] : [`${name} ${key}`]));
  return { actions, add, bring, keys, own: () => rows.own, names: () => rows.own.map(({ name }) => name) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('a prompt of the user’s own', () => {
  it('is stored behind the others, with its command as it is typed behind a slash', async () => {
    const { add, own } = library();
    await add('First');
    expect(await add(' Über uns! ', 'Über  uns!', ' Text ')).toBeNull();
    const second = { id: 'prompt_2', name: 'Über uns!', command: 'über-uns', text: 'Text', order: 2, created_at: 5 };
    expect(own()[1]).toEqual(second);
  });

  it('is changed in its place', async () => {
    const { add, actions, own } = library();
    await add('First');
    await add('Second');
    await actions.save({ id: 'prompt_1', name: 'New', command: 'new', text: 'Other', key: null });
    expect(own().map(({ name, order, created_at }) => [name, order, created_at])).toEqual([
      ['New', 1, 5],
      ['Second', 2, 5],
    ]);
  });

  it('says that the disk is full', async () => {
    expect(await library(true).add('First')).toEqual({ kind: 'storage-full' });
  });

  it.each([
    ['own', 'First', 'First'],
    ['built-in', 'KEY points', 'Key points'],
  ])('says that an %s one has its command', async (_whose, command, name) => {
    const { add, actions } = library();
    await add('First');
    expect(actions.check({ id: null, name: '', command, text: '{{page}} {{time}}', key: null })).toEqual({
      taken_by: name,
      unknown: ['{{time}}'],
    });
    expect(actions.check({ id: 'prompt_1', name: '', command: 'first', text: '', key: null }).taken_by).toBeNull();
  });

  it('comes back where it stood', async () => {
    const { add, actions, names } = library();
    for (const name of ['a', 'b', 'c']) await add(name);
    const putBack = await actions.remove('prompt_2');
    expect(names()).toEqual(['a', 'c']);
    expect([await putBack?.(), names()]).toEqual([null, ['a', 'b', 'c']]);
    expect(await actions.remove('nobody')).toBeNull();
  });

  it('moves up and down, and not beyond the ends', async () => {
    const { add, actions, names } = library();
    for (const name of ['a', 'b', 'c']) await add(name);
    actions.move('prompt_3', -1);
    await settle();
    expect(names()).toEqual(['a', 'c', 'b']);
    actions.move('prompt_1', -1);
    actions.move('prompt_2', 1);
    await settle();
    expect(names()).toEqual(['a', 'c', 'b']);
  });
});

describe('the key of a prompt', () => {
  it('is stored with it, and taken from the prompt that had it', async () => {
    const { add, actions, keys } = library();
    actions.giveKey('explain', 4);
    await settle();
    expect(keys()).toEqual(['Explain 4']);
    await add('First', 'first', 'Text', 4);
    expect(keys()).toEqual(['First 4']);
    await actions.save({ id: 'prompt_1', name: 'First', command: 'first', text: 'Text', key: 9 });
    expect(keys()).toEqual(['First 9']);
    await actions.save({ id: 'prompt_1', name: 'First', command: 'first', text: 'Text', key: null });
    expect(keys()).toEqual([]);
  });

  it('comes back with it', async () => {
    const { add, actions, keys } = library();
    await add('First', 'first', 'Text', 4);
    const putBack = await actions.remove('prompt_1');
    expect(keys()).toEqual([]);
    await putBack?.();
    expect(keys()).toEqual(['First 4']);
  });
});

describe('a file of prompts', () => {
  it('brings keys where they are free, and says how many are not', async () => {
    const from = library();
    for (const key of [4, 5, 6, null] as const) await from.add(`Key ${key}`, '', 'Text', key);
    const to = library();
    to.actions.giveKey('explain', 5);
    await settle();
    const file = await from.actions.export();
    expect(await to.actions.import(file)).toMatchObject({ added: 4, keyless: 1 });
    expect(to.keys()).toEqual(['Key 4 4', 'Key 6 6', 'Explain 5']);
    // What is here already keeps what it has.
    to.actions.giveKey('prompt_1', null);
    await settle();
    expect(await to.actions.import(file)).toMatchObject({ added: 0, keyless: 0, already: 4 });
    expect(to.keys()).toEqual(['Key 6 6', 'Explain 5']);
  });

  it('with keys that there are not, or twice the same, is read all the same', async () => {
    const { bring, keys } = library();
    const prompts = [1, '5', 4, 4, { code: 'Digit6' }].map((key, at) => ({ name: `n${at}`, text: 'Text', key }));
    expect(await bring({ prompts })).toMatchObject({ added: 5, keyless: 1 });
    expect(keys()).toEqual(['n2 4']);
  });

  it('brings what was exported back as it was', async () => {
    const { add, actions, own } = library();
    await add('Erste', 'erste', 'Mit „{{page}}“\nund mehr');
    await add('Second');
    const other = library();
    expect(await other.actions.import(await actions.export())).toEqual({
      status: 'done',
      added: 2,
      renamed: 0,
      keyless: 0,
      already: 0,
    });
    expect(other.own()).toEqual(own());
  });

  it.each([
    ['Page Assist', [{ id: 'x', title: 'One', content: 'Text', is_system: true, created_at: 1 }]],
    ['a list that people share', [{ act: 'One', prompt: 'Text' }]],
    ['another program', { version: 3, prompts: [{ name: 'One', text: 'Text', command: '/One' }] }],
    ['an editor that marks the byte order', '\uFEFF[{"name":"One","text":"Text"}]'],
  ])('of %s is read', async (_whose, content) => {
    const { bring, own } = library();
    expect(await bring(content)).toMatchObject({ status: 'done', added: 1 });
    expect(own()[0]).toMatchObject({ name: 'One', command: 'one', text: 'Text', order: 1 });
  });

  it('leaves out what is here and what is no prompt, and gives taken commands a number', async () => {
    const { add, bring, own } = library();
    await add('One', 'one', 'Text');
    const result = await bring([
      { name: 'One', text: 'Text' },
      { name: 'One', text: 'Other' },
      { name: 'Explain', text: 'Mine' },
      { name: '!!!', text: 'Signs' },
      { name: '', text: 'Nameless' },
      { name: 'Empty', text: ' ' },
      null,
      'words',
    ]);
    expect(result).toEqual({ status: 'done', added: 3, renamed: 2, keyless: 0, already: 1 });
    expect(own().map(({ command, order }) => [command, order])).toEqual([
      ['one', 1],
      ['one-2', 2],
      ['explain-2', 3],
      ['prompt', 4],
    ]);
  });

  it.each([
    ['no JSON', '{"prompts": ['],
    ['an empty file', ''],
    ['no list', { name: 'One', text: 'Text' }],
    ['nothing that is a prompt', [{ role: 'user', content: 'Text' }]],
    ['more than a library', Array.from({ length: 2_001 }, (_, at) => ({ name: `${at}`, text: 'x' }))],
  ])('that is %s changes nothing', async (_what, content) => {
    const { bring, own } = library();
    expect(await bring(content)).toEqual({ status: 'failed', error: { kind: 'no-prompts-in-file' } });
    expect(own()).toEqual([]);
  });

  it('that there is no room for changes nothing', async () => {
    const { bring } = library(true);
    expect(await bring([{ name: 'One', text: 'Text' }])).toEqual({ status: 'failed', error: { kind: 'storage-full' } });
  });
});
