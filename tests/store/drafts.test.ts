import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDrafts } from '../../lib/store/drafts.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createPrompts } from '../../lib/store/prompts.ts';
import { createWorld } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;

beforeEach(() => {
  world = createWorld();
});

describe('a question that is not sent', () => {
  it('is kept by its key, and an empty one is no row', async () => {
    const { draft, keepDraft } = createDrafts(world.db);
    await keepDraft('a.test', 'one');
    await keepDraft('thread_1', 'two');
    expect([await draft('a.test'), await draft('thread_1')]).toEqual(['one', 'two']);
    await keepDraft('a.test', '');
    expect([await draft('a.test'), await world.db.drafts.count()]).toEqual(['', 1]);
  });

  it('goes from a site into its thread at once, with its pictures', async () => {
    const { draft, keepDraft, draftPictures, keepDraftPictures } = createDrafts(world.db);
    const picture = { id: 'one', picture: new Blob(['seen']) };
    await keepDraft('a.test', 'one');
    await keepDraftPictures('a.test', [picture]);
    await keepDraft('thread_1', 'one', 'a.test');
    await keepDraftPictures('thread_1', [picture], 'a.test');
    expect([await draft('thread_1'), await draft('a.test')]).toEqual(['one', '']);
    expect((await draftPictures('thread_1')).map(({ id }) => id)).toEqual(['one']);
    expect(await draftPictures('a.test')).toEqual([]);
  });
});

describe('a question that is put in other words', () => {
  it('is kept by its message until it is sent or left, an empty one too', async () => {
    const { edits, keepEdit } = createDrafts(world.db);
    await keepEdit('thread_1', 'msg_1', 'one');
    await keepEdit('thread_1', 'msg_2', '');
    await keepEdit('thread_1', 'msg_3', 'three');
    await keepEdit('thread_1', 'msg_3', null);
    expect([...(await edits())]).toEqual([
      ['msg_1', 'one'],
      ['msg_2', ''],
    ]);
  });

  it('goes with its thread alone, and is no draft', async () => {
    const { threads } = world.startWorker();
    const { draft, keepDraft, edits, keepEdit } = createDrafts(world.db);
    const { id } = await threads.create();
    await keepEdit(id, 'msg_1', 'mine');
    await keepEdit(`${id}0`, 'msg_2', 'theirs');
    await keepDraft('edit', 'of a site');
    expect(await draft(id)).toBe('');
    await threads.delete(id);
    expect([...(await edits())]).toEqual([['msg_2', 'theirs']]);
    expect(await draft('edit')).toBe('of a site');
  });
});

it('a thread that is deleted takes what was typed in it along', async () => {
  const { threads } = world.startWorker();
  const { draft, keepDraft, draftPictures, keepDraftPictures } = createDrafts(world.db);
  const { id } = await threads.create();
  await keepDraft(id, 'mine');
  await keepDraft('thread_other', 'theirs');
  await keepDraftPictures(id, [{ id: 'one', picture: new Blob(['seen']) }]);
  await threads.delete(id);
  expect([await draft(id), await draftPictures(id), await draft('thread_other')]).toEqual(['', [], 'theirs']);
});

describe('what a thread has been asked', () => {
  it('is its own questions alone, newest first, each once', async () => {
    const { threads } = world.startWorker();
    const ask = (...questions: string[]) =>
      threads.create({ messages: questions.map((content) => ({ role: 'user' as const, content })) });
    await ask('Elsewhere?');
    const { id } = await ask('Why?', 'How?', 'Why?', 'When?');
    await threads.messages.create(id, { role: 'assistant', content: 'In May.' });
    expect(await createPanelReads(world.db).questions(id)).toEqual(['When?', 'Why?', 'How?']);
  });
});

describe('the prompt library', () => {
  const row = (id: string, order: number) => ({ id, name: id, command: id, text: id, order, created_at: 1 });

  it('is the user’s own in their order, and which built-in ones are hidden', async () => {
    const prompts = createPrompts(world.db);
    await prompts.put([row('late', 2), row('early', 1)]);
    await prompts.hide('quiz', true);
    await prompts.hide('explain', true);
    await prompts.hide('quiz', false);
    const { own, hidden } = await prompts.read();
    expect([own.map(({ id }) => id), hidden]).toEqual([['early', 'late'], ['explain']]);
  });

  it('takes all of several prompts or none', async () => {
    const prompts = createPrompts(world.db);
    const broken = { ...row('b', 2), id: undefined as unknown as string };
    await expect(prompts.put([row('a', 1), broken])).rejects.toThrow();
    expect((await prompts.read()).own).toEqual([]);
  });
});
