import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAssistantsPage, saved } from '../../support/assistants-page.ts';

let page: ReturnType<typeof createAssistantsPage>;
let actions: typeof page.actions;

beforeEach(() => {
  page = createAssistantsPage();
  actions = page.actions;
});

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/assistants/${name}`, import.meta.url), 'utf8');
const bring = (text: string) => actions.importFiles([new File([text], 'assistants.json')]);
const rows = async () => (await page.assistants.list({ order: 'asc' })).data;

describe('out and in again', () => {
  it('an assistant is equal, with its files and its picture', async () => {
    const attached = await actions.attach(new File(['Lunch is at noon.'], 'menu.txt'));
    if (attached.status !== 'attached') throw new Error(attached.status);
    const { id } = await saved(actions, {
      ...{ picture: { kind: 'sign', text: '🍲', color: 'orange' }, files: [attached.file], file_search: true },
      ...{ temperature: '0.3', functions: ['{"name":"f"}'], metadata: [['a', 'b']] },
    });
    const before = await page.assistants.retrieve(id ?? '');
    const json = await page.exported(id);
    expect(JSON.parse(json)).toEqual({
      ...before,
      local: { picture: { kind: 'sign', text: '🍲', color: 'orange' }, file_names: { [attached.file.id]: 'menu.txt' } },
    });
    await actions.remove(id ?? '');
    expect(await bring(json)).toEqual([
      { file: 'assistants.json', status: 'read', assistants: [{ name: 'Editor', status: 'added', notes: [] }] },
    ]);
    expect(await page.assistants.retrieve(id ?? '')).toEqual(before);
    expect((await page.store.get(id ?? ''))?.local.picture).toEqual({ kind: 'sign', text: '🍲', color: 'orange' });
  });

  it('all of them are, and one that is still there gets a second beside it', async () => {
    await saved(actions, { name: 'One' });
    const two = await saved(actions, { name: 'Two' });
    const json = await page.exported(null);
    const before = await rows();
    expect(JSON.parse(json)).toEqual({ object: 'list', data: before });
    await actions.remove(two.id ?? '');
    const [{ assistants }] = (await bring(json)) as unknown as [{ assistants: readonly unknown[] }];
    expect(assistants).toEqual([
      { name: 'One', status: 'added', notes: [{ kind: 'copy' }] },
      { name: 'Two', status: 'added', notes: [] },
    ]);
    expect((await rows()).map(({ name }) => name).sort()).toEqual(['One', 'One', 'Two']);
    expect(await page.assistants.retrieve(two.id ?? '')).toEqual(before[1]);
  });
});

describe('a copy of an assistant that is still there', () => {
  it('searches the same files in a store of its own', async () => {
    const attached = await actions.attach(new File(['Lunch is at noon.'], 'menu.txt'));
    if (attached.status !== 'attached') throw new Error(attached.status);
    const { id } = await saved(actions, { files: [attached.file], file_search: true });
    await bring(await page.exported(id));
    const [copy] = (await rows()).filter((one) => one.id !== id);
    const opened = (await actions.open(copy?.id ?? '')).draft;
    expect(opened.files.map(({ name }) => name)).toEqual(['menu.txt']);
    await actions.save({ ...opened, files: [] });
    expect((await actions.open(id)).draft.files.map(({ name }) => name)).toEqual(['menu.txt']);
  });

  it('leaves the default one what it is, even if nobody has asked for it before', async () => {
    const other = { id: 'asst_sitethread', object: 'assistant', model: 'default', name: 'Other', instructions: 'Lie.' };
    expect(await bring(JSON.stringify(other))).toMatchObject([
      { assistants: [{ name: 'Other', status: 'added', notes: [{ kind: 'copy' }] }] },
    ]);
    expect((await page.assistants.retrieve('asst_sitethread')).name).toBe('Sitethread');
    expect((await rows()).map(({ name }) => name).sort()).toEqual(['Other', 'Sitethread']);
  });
});

describe('what people saved before the hosted API closed', () => {
  it('keeps metadata that a program wrote as numbers', async () => {
    const metadata = { team: 'office', build: 3, live: true, nested: { a: 1 } };
    await bring(JSON.stringify({ object: 'assistant', model: 'default', name: 'Clerk', metadata }));
    expect((await rows())[0]?.metadata).toEqual({ team: 'office', build: '3', live: 'true' });
  });

  it('a page of its list comes along, and what lived at the server is named', async () => {
    const [file] = await bring(fixture('2026-08--list-page.json'));
    expect(file).toMatchObject({
      status: 'read',
      assistants: [
        {
          name: 'Handbook',
          status: 'added',
          notes: [
            { kind: 'model', model: 'gpt-4o' },
            { kind: 'files', names: ['vs_68a1f0c2d4e08191b7a3c5d6e7f80912', 'file-8Gk2mVtR4nYqLs7DxWzPbA'] },
          ],
        },
        { name: '', status: 'added', notes: [{ kind: 'model', model: 'o3-mini' }] },
      ],
    });
    const [handbook, schema] = JSON.parse(fixture('2026-08--list-page.json')).data;
    expect(await page.assistants.retrieve(handbook.id)).toEqual({
      ...handbook,
      tool_resources: { code_interpreter: { file_ids: [] } },
    });
    expect(await page.assistants.retrieve(schema.id)).toMatchObject({
      created_at: schema.created_at,
      reasoning_effort: 'high',
    });
  });

  it('retrieval of the first version is file search, and its files are named', async () => {
    const [file] = await bring(fixture('2023-11--first-version.json'));
    expect(file).toMatchObject({
      assistants: [{ notes: [{ kind: 'model' }, { kind: 'files', names: ['file-abc123', 'file-def456'] }] }],
    });
    expect(await page.assistants.retrieve('asst_abc123Retrieval')).toMatchObject({
      name: 'HR Helper',
      created_at: 1699009709,
      tools: [{ type: 'file_search' }],
    });
  });

  it('functions as the playground gave them are functions, and what never was a tool is named', async () => {
    const [file] = await bring(fixture('2024-05--playground-functions.json'));
    expect(file).toMatchObject({ assistants: [{ notes: [{ kind: 'tool', name: 'web_browser' }, { kind: 'model' }] }] });
    const [weather] = await rows();
    expect(weather?.tools).toMatchObject([
      {
        type: 'function',
        function: { name: 'get_weather', strict: true, parameters: { required: ['location', 'unit'] } },
      },
    ]);
  });

  it('comes from a file with one on each line too', async () => {
    const { data } = JSON.parse(fixture('2026-08--list-page.json'));
    await bring(data.map((one: unknown) => JSON.stringify(one)).join('\n'));
    expect(await rows()).toHaveLength(2);
  });
});

describe('a file that holds no assistant', () => {
  it.each([
    ['words', 'Dear diary'],
    ['half of one', fixture('2023-11--first-version.json').slice(0, 200)],
    ['something else', '{"object":"thread","id":"thread_1"}'],
    ['nothing', ''],
    ['a list of nothing', '{"object":"list","data":[]}'],
  ])('such as %s, changes nothing', async (_what, text) => {
    expect(await bring(text)).toEqual([{ file: 'assistants.json', status: 'unreadable' }]);
    expect(await rows()).toEqual([]);
  });
});

it('says in the engine’s words why one of several cannot be, and brings the others', async () => {
  const good = { object: 'assistant', model: 'm', name: 'Good', instructions: '' };
  const bad = { ...good, name: 'Bad', temperature: 9 };
  const [file] = await bring(JSON.stringify([bad, good]));
  expect(file).toMatchObject({
    assistants: [
      { name: 'Bad', status: 'refused', sentence: expect.stringContaining("'temperature'") },
      { name: 'Good', status: 'added' },
    ],
  });
  expect((await rows()).map(({ name }) => name)).toEqual(['Good']);
});
