import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestChat } from '../../../lib/panel/assistants/assistants-model.ts';
import { createAssistantsPage, draft, saved } from '../../support/assistants-page.ts';

let page: ReturnType<typeof createAssistantsPage>;
let chat: TestChat;

beforeEach(() => {
  page = createAssistantsPage();
  chat = page.actions.testChat();
});

afterEach(() => chat.clear());

const backend = () => page.worker.backend;
const threads = () => page.world.db.threads.toArray();
const texts = () => chat.state().messages.map(({ text }) => text);

async function answers(...words: string[]): Promise<void> {
  await expect.poll(() => backend().open).toBe(true);
  await backend().words(...words);
  await backend().stop();
}

describe('the test chat', () => {
  it('asks a new assistant as its form holds it, and nothing of it is stored', async () => {
    expect(
      await chat.send('Well?', draft({ instructions: 'Be an editor.', temperature: '0.2', model: 'some-model' })),
    ).toBe(true);
    await answers('Well', ' done.');
    expect(backend().requests[0]).toMatchObject({ model: 'some-model', temperature: 0.2 });
    expect(JSON.stringify(backend().requests[0]?.messages)).toContain('Be an editor.');
    await expect.poll(texts).toEqual(['Well?', 'Well done.']);
    expect((await page.assistants.list()).data.map(({ id }) => id)).toEqual(['asst_sitethread']);
  });

  it('asks a stored one with what was changed, and without what was cleared', async () => {
    const stored = await saved(page.actions, { instructions: 'Be kind.', temperature: '0.2', top_p: '0.1' });
    await chat.send('Well?', { ...stored, instructions: '', temperature: '' });
    await answers('Done.');
    expect(backend().requests[0]).toMatchObject({ temperature: 1, top_p: 0.1 });
    expect(JSON.stringify(backend().requests[0]?.messages)).not.toContain('Be kind.');
    expect(await page.assistants.retrieve(stored.id ?? '')).toMatchObject({ instructions: 'Be kind.' });
  });

  it('goes on in one thread of no site, which is gone when it is cleared, even in the middle of an answer', async () => {
    await chat.send('One?', draft());
    await answers('Yes.');
    await expect.poll(() => chat.state().run.status).toBe('idle');
    await chat.send('Two?', draft());
    await expect.poll(() => backend().open).toBe(true);
    expect((await threads()).map(({ local }) => local.site)).toEqual([null]);
    await chat.clear();
    expect(await threads()).toEqual([]);
    expect(await page.world.db.messages.count()).toBe(0);
    expect(texts()).toEqual([]);
  });

  it('lets whoever tries it out give what functions give', async () => {
    await chat.send('Weather?', draft({ functions: ['{"name":"get_weather","parameters":{"type":"object"}}'] }));
    await expect.poll(() => backend().open).toBe(true);
    await backend().say(
      { type: 'tool-call-delta', index: 0, id: 'call_1', name: 'get_weather', arguments_delta: '{}' },
      { type: 'finish', reason: 'tool-calls' },
    );
    await expect.poll(() => chat.state().calls.map(({ function: { name } }) => name)).toEqual(['get_weather']);
    await chat.submit([{ tool_call_id: chat.state().calls[0]?.id ?? '', output: 'Sunny' }]);
    await expect.poll(() => JSON.stringify(backend().requests.at(-1)?.messages)).toContain('Sunny');
    await answers('It is sunny.');
    await expect.poll(() => texts().at(-1)).toBe('It is sunny.');
  });

  it('finds what stands in files that are not saved with the assistant yet', async () => {
    const attached = await page.actions.attach(new File(['Lunch is at noon, dinner at seven.'], 'menu.txt'));
    if (attached.status !== 'attached') throw new Error(attached.status);
    await chat.send('When is lunch?', draft({ file_search: true, files: [attached.file] }));
    await expect.poll(() => backend().open).toBe(true);
    expect(backend().requests[0]?.tools.map((tool) => tool.function.name)).toContain('file_search');
    const [thread] = await threads();
    expect(thread?.tool_resources?.file_search?.vector_store_ids).toHaveLength(1);
    await chat.clear();
    expect(await page.world.db.vector_stores.count()).toBe(0);
  });

  it('asks nothing where a field cannot be read', async () => {
    expect(await chat.send('Well?', draft({ functions: ['{'] }))).toBe(false);
    expect(chat.state().problem).toEqual({ field: 'function-0', sentence: null });
    expect(await chat.send('Well?', draft({ temperature: '7' }))).toBe(false);
    expect(chat.state().problem).toMatchObject({
      field: 'temperature',
      sentence: expect.stringContaining('temperature'),
    });
    expect(backend().requests).toEqual([]);
  });

  it('that a crash has left behind is deleted when assistants are next looked at', async () => {
    await chat.send('Well?', draft());
    await answers('Done.');
    const [thread] = await threads();
    await expect.poll(() => chat.state().run.status).toBe('idle');
    await page.store.keepTest(thread?.id ?? '', 0);
    const { createAssistantsActions } = await import('../../../lib/panel/assistants/assistants.ts');
    const { backgroundOf } = await import('../../support/assistants-page.ts');
    const again = createAssistantsActions({
      store: page.store,
      background: () => backgroundOf(page.worker),
      shrink: async () => '',
      saveFile: () => undefined,
      now: Date.now,
    });
    await again.exportFile(null, 'all');
    await expect.poll(async () => (await threads()).length).toBe(0);
  });
});
