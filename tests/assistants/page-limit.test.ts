import { expect, it } from 'vitest';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { passageTokens } from '../../lib/search/passage-tokens.ts';
import { createWorld, settle } from '../support/engine.ts';

/** Of about 7,000 tokens. */
const PASSAGES = Array.from({ length: 100 }, (_, index) => ({
  id: index + 1,
  text: `Boat ${index + 1}: ${'the boats went down the river in spring and came home late. '.repeat(5)}`,
  headings: [],
}));

const PAGE: PageSnapshot = {
  url: 'https://boats.test/',
  title: 'Boats',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'boats',
  kind: 'page',
  markdown: PASSAGES.map(({ text }) => text).join('\n\n'),
  passages: PASSAGES,
  selection: null,
};

/** What reaches the model of the page, in tokens, and how many times it was asked. */
async function read(question: string, metadata: Record<string, string>) {
  const { client, threads, backend } = createWorld({ context_tokens: 100_000 }).startWorker();
  const file = new File([JSON.stringify(PAGE)], 'page.json', { type: PAGE_MEDIA_TYPE });
  const { id: file_id } = await client.files.create({ purpose: 'assistants', file });
  const thread = await threads.create();
  await threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [
      { role: 'user', content: question, attachments: [{ file_id, tools: [{ type: 'file_search' as const }] }] },
    ],
    metadata,
  });
  await settle();
  const [request] = backend.requests;
  const tokens = request?.sources[0]?.passages.reduce((sum, passage) => sum + passageTokens(passage), 0) ?? 0;
  return { tokens, requests: backend.requests.length, words: JSON.stringify(request?.messages) };
}

it('a run reads no more of a page than it is to', async () => {
  expect((await read('Which boat?', {})).tokens).toBeGreaterThan(6_000);
  const limited = await read('Which boat?', { page_tokens: '1000' });
  expect(limited.tokens).toBeGreaterThan(700);
  expect(limited.tokens).toBeLessThanOrEqual(1_000);
  expect(limited.words).toContain('Which boat?');
});

it('a limited summary reads the page once, not in parts', async () => {
  const limited = await read('Summarize this page.', { page_tokens: '1000' });
  expect(limited.requests).toBe(1);
  expect(limited.tokens).toBeLessThanOrEqual(1_000);
});

it.each(['', '0', '-5', 'many'])('a limit of "%s" is none', async (page_tokens) => {
  expect((await read('Which boat?', { page_tokens })).tokens).toBeGreaterThan(6_000);
});
