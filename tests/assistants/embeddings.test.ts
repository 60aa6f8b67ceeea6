import { describe, expect, it, vi } from 'vitest';
import type { Embedder } from '../../lib/assistants/ports.ts';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const PASSAGES = 80;
/** Says what is asked in other words; nothing on the page shares a word with the question. */
const ANSWER = 'Closed on bank holidays and throughout the final week of December.';

const LONG: PageSnapshot = {
  url: 'https://pool.test/',
  title: 'Swimming pool',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'pool',
  kind: 'page',
  markdown: 'pool',
  passages: Array.from({ length: PASSAGES }, (_, index) => ({
    id: index + 1,
    text: `${index === 60 ? ANSWER : `Lane ${index + 1} is tiled.`} ${'Blue water everywhere around. '.repeat(12)}`,
    headings: [],
  })),
  selection: null,
};

const QUESTION = 'May I visit at Christmas?';

/** Knows that the question and the answer mean the same. */
function embedderWith(embed: Embedder['embed']) {
  return { model: 'conn/small', embed: vi.fn(embed) };
}

const meaning = (text: string) =>
  Float32Array.from(text.includes('December') || text.includes('Christmas') ? [1, 0] : [0, 1]);

async function open(worker: Worker) {
  const file = await worker.client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(LONG)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  const thread = await worker.threads.create();
  const ask = async (content: string, attach = true) => {
    await worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [
        { role: 'user', content, attachments: attach ? [{ file_id: file.id, tools: [{ type: 'file_search' }] }] : [] },
      ],
    });
    await settle();
    const prompt = JSON.stringify(worker.backend.requests.at(-1)?.messages);
    await worker.backend.words('Yes.');
    await worker.backend.stop();
    return prompt;
  };
  return { file, ask };
}

describe('a connection with an embedding model', () => {
  it('finds what says the same in other words', async () => {
    const byWords = await open(createWorld({ context_tokens: 4_000 }).startWorker());
    expect(await byWords.ask(QUESTION)).not.toContain(ANSWER);
    const embedder = embedderWith(async (texts) => texts.map(meaning));
    const byMeaning = await open(createWorld({ context_tokens: 4_000, embedder }).startWorker());
    expect(await byMeaning.ask(QUESTION)).toContain(ANSWER);
  });

  it('embeds a page once, and forgets its vectors with the page', async () => {
    const embedder = embedderWith(async (texts) => texts.map(meaning));
    const world = createWorld({ context_tokens: 4_000, embedder });
    const worker = world.startWorker();
    const { file, ask } = await open(worker);
    await ask(QUESTION);
    const embedded = () => embedder.embed.mock.calls.flatMap(([texts]) => texts);
    expect(embedded()).toHaveLength(PASSAGES + 1);
    await ask('And at Easter?', false);
    expect(embedded().slice(PASSAGES + 1)).toEqual(['And at Easter?']);
    await worker.client.files.delete(file.id);
    expect(await world.store.passage_vectors.get(file.id)).toBeUndefined();
  });

  it('is not asked about a page that fits, nor for a summary', async () => {
    const embedder = embedderWith(async (texts) => texts.map(meaning));
    const { ask } = await open(createWorld({ context_tokens: 60_000, embedder }).startWorker());
    await ask(QUESTION);
    expect(embedder.embed).not.toHaveBeenCalled();
  });

  it('goes on behind what was embedded when its server fails in between', async () => {
    let fails = true;
    const embedder = embedderWith(async (texts) => {
      if (fails && texts.length < 64 && texts.length > 1) throw new Error('busy');
      return texts.map(meaning);
    });
    const worker = createWorld({ context_tokens: 4_000, embedder }).startWorker();
    const { ask } = await open(worker);
    await ask(QUESTION);
    fails = false;
    await ask(QUESTION, false);
    const passages = embedder.embed.mock.calls.flatMap(([texts]) => texts).filter((text) => text !== QUESTION);
    expect(new Set(passages).size).toBe(PASSAGES);
    expect(passages.filter((text) => text.startsWith('Lane 1 '))).toHaveLength(1);
  });

  it('does not embed the page for a wish for a summary in the user’s own words', async () => {
    const embedder = embedderWith(async (texts) => texts.map(meaning));
    const { ask } = await open(createWorld({ context_tokens: 4_000, embedder }).startWorker());
    await ask('Summarize this page.');
    expect(embedder.embed).not.toHaveBeenCalled();
  });

  it('does without where its server fails', async () => {
    const embedder = embedderWith(async () => Promise.reject(new Error('down')));
    const worker = createWorld({ context_tokens: 4_000, embedder }).startWorker();
    const { ask } = await open(worker);
    expect(await ask('Is lane 44 tiled?')).toContain('Lane 44 is tiled');
  });
});
