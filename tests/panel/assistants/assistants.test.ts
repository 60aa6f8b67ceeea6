import { beforeEach, describe, expect, it } from 'vitest';
import type { AssistantDraft } from '../../../lib/panel/assistants/assistants-model.ts';
import { createAssistantsPage, draft, saved } from '../../support/assistants-page.ts';

let page: ReturnType<typeof createAssistantsPage>;
let actions: typeof page.actions;

beforeEach(() => {
  page = createAssistantsPage();
  actions = page.actions;
});

const WEATHER = JSON.stringify({ name: 'get_weather', parameters: { type: 'object' } });

describe('an assistant that is saved', () => {
  it('is the same when it is opened again', async () => {
    const given: Partial<AssistantDraft> = {
      picture: { kind: 'sign', text: '✏️', color: 'teal' },
      description: 'Edits',
      instructions: 'Be a copy editor.\n',
      model: 'some-model',
      file_search: true,
      code_interpreter: true,
      functions: [JSON.stringify(JSON.parse(WEATHER), null, 2)],
      temperature: '0.2',
      top_p: '0.5',
      reasoning_effort: 'low',
      response_format: 'json_schema',
      json_schema: JSON.stringify({ name: 'answer', schema: { type: 'object' } }, null, 2),
      consults: ['asst_other'],
      metadata: [['team', 'office']],
    };
    const { id } = await saved(actions, given);
    expect((await actions.open(id)).draft).toEqual({ ...draft(given), id });
    expect(await page.assistants.retrieve(id ?? '')).toMatchObject({
      temperature: 0.2,
      metadata: { team: 'office', consults: 'asst_other' },
    });
  });

  it('may ask the default one, even if nobody has done so before', async () => {
    const { id } = await saved(actions, { consults: ['asst_sitethread'] });
    const thread = await page.worker.client.beta.threads.create({ messages: [{ role: 'user', content: 'Well?' }] });
    await page.worker.client.beta.threads.runs.create(thread.id, { assistant_id: id ?? '' });
    await expect.poll(() => page.worker.backend.requests.length).toBe(1);
    expect(page.worker.backend.requests[0]?.tools.map((tool) => tool.function.name)).toEqual(['consult_assistant']);
  });

  it('keeps its picture to itself: the API gives none', async () => {
    const { id } = await saved(actions, { picture: { kind: 'image', url: 'data:image/png;base64,AAAA' } });
    expect(JSON.stringify(await page.assistants.retrieve(id ?? ''))).not.toContain('base64');
  });

  it('is changed where it is, and loses what was taken away', async () => {
    const first = await saved(actions, { temperature: '0.2', picture: { kind: 'sign', text: 'E', color: 'red' } });
    const result = await actions.save({ ...first, temperature: '', picture: null, name: 'Reader' });
    expect(result).toMatchObject({
      status: 'saved',
      draft: { id: first.id, name: 'Reader', temperature: '', picture: null },
    });
    expect((await page.assistants.list()).data).toHaveLength(1);
  });
});

describe('what an assistant cannot be', () => {
  it.each<[what: string, change: Partial<AssistantDraft>, field: string, sentence: string | null]>([
    ['too warm', { temperature: '3' }, 'temperature', "Invalid 'temperature'"],
    ['no number', { top_p: 'much' }, 'top_p', null],
    ['a function that is no JSON', { functions: [WEATHER, '{'] }, 'function-1', null],
    ['a function without a name', { file_search: true, functions: ['{}'] }, 'function-0', 'tools[1].function.name'],
    ['a schema that is no JSON', { response_format: 'json_schema', json_schema: '' }, 'json_schema', null],
    ['a schema without a name', { response_format: 'json_schema', json_schema: '{}' }, 'json_schema', 'name'],
    ['a name too long', { name: 'x'.repeat(257) }, 'name', "Invalid 'name'"],
    ['a key of metadata too long', { metadata: [['k'.repeat(65), 'v']] }, 'metadata', 'metadata'],
  ])('%s is said at its field, and nothing is stored', async (_what, change, field, sentence) => {
    const result = await actions.save(draft(change));
    expect(result).toMatchObject({ status: 'refused', problem: { field } });
    const said = result.status === 'refused' ? result.problem.sentence : '';
    if (sentence === null) expect(said).toBeNull();
    else expect(said).toContain(sentence);
    expect((await page.assistants.list()).data).toEqual([]);
  });

  it('reads a comma as the point it stands for', async () => {
    expect((await saved(actions, { temperature: '0,4' })).temperature).toBe('0.4');
  });
});

describe('files', () => {
  const attach = async (name: string) => {
    const result = await actions.attach(new File(['Lunch is at noon.'], name));
    if (result.status !== 'attached') throw new Error(JSON.stringify(result));
    return result.file;
  };

  it('are searched once the assistant is saved, and are left out again', async () => {
    const [menu, rules] = [await attach('menu.txt'), await attach('rules.txt')];
    const first = await saved(actions, { file_search: true, files: [menu, rules] });
    expect(first.files.map(({ name }) => name)).toEqual(['menu.txt', 'rules.txt']);
    const second = await actions.save({ ...first, files: first.files.slice(1) });
    expect(second).toMatchObject({
      status: 'saved',
      draft: { store_id: first.store_id, files: [{ name: 'rules.txt' }] },
    });
    const { data } = await page.worker.client.vectorStores.files.list(first.store_id ?? '');
    expect(data.map(({ id }) => id)).toEqual([rules.id]);
  });

  it('of a copy are in a store of its own', async () => {
    const first = await saved(actions, { files: [await attach('menu.txt')] });
    const second = await actions.duplicate(first.id ?? '', 'Copy');
    if (second.status !== 'saved') throw new Error(JSON.stringify(second));
    expect(second.draft.files.map(({ name }) => name)).toEqual(['menu.txt']);
    expect(second.draft.store_id).not.toBe(first.store_id);
  });
});

describe('an assistant that is deleted', () => {
  it('comes back exactly as it was', async () => {
    const { id } = await saved(actions, { picture: { kind: 'sign', text: 'E', color: 'red' }, temperature: '1' });
    const before = await page.store.get(id ?? '');
    const putBack = await actions.remove(id ?? '');
    expect(await page.store.get(id ?? '')).toBeUndefined();
    await putBack?.();
    expect(await page.store.get(id ?? '')).toEqual(before);
  });

  it('takes along what was typed and not saved, and brings it back', async () => {
    const first = await saved(actions);
    const typed = { ...first, instructions: 'A secret' };
    actions.keep(first.id, typed);
    await expect.poll(async () => (await actions.open(first.id)).kept).toEqual(typed);
    const putBack = await actions.remove(first.id ?? '');
    expect(JSON.stringify(await page.world.db.settings.toArray())).not.toContain('A secret');
    await putBack?.();
    expect((await actions.open(first.id)).kept).toEqual(typed);
  });

  it('is the first one again where it is the one that there always is', async () => {
    const { draft: first } = await actions.open('asst_sitethread');
    await actions.save({ ...first, instructions: 'Sing.' });
    const putBack = await actions.remove('asst_sitethread');
    expect((await actions.open('asst_sitethread')).draft.instructions).toBe(first.instructions);
    await putBack?.();
    expect((await actions.open('asst_sitethread')).draft.instructions).toBe('Sing.');
  });
});

it('keeps what was typed and not saved for the next time, until it is saved', async () => {
  const first = await saved(actions);
  const typed = { ...first, instructions: 'Half a sentence' };
  actions.keep(first.id, typed);
  await expect.poll(async () => (await actions.open(first.id)).kept).toEqual(typed);
  await actions.save(typed);
  await expect.poll(async () => (await actions.open(first.id)).kept).toBeNull();
});

it('deletes a file that is taken out before it was saved, and none that was saved', async () => {
  const attached = await Promise.all(
    ['menu.txt', 'other.txt'].map((name) => actions.attach(new File(['Lunch is at noon.'], name))),
  );
  const files = attached.flatMap((one) => (one.status === 'attached' ? [one.file] : []));
  const stored = await saved(actions, { files: files.slice(0, 1), file_search: true });
  actions.discard([...stored.files, ...files.slice(1)]);
  const names = async () => (await page.world.db.files.toArray()).map(({ filename }) => filename);
  await expect.poll(names).toEqual(['menu.txt']);
});
