import { expect, it } from 'vitest';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { createWorld, settle } from '../support/engine.ts';

const FILM: PageSnapshot = {
  url: 'https://films.test/loft',
  title: 'The sail loft',
  byline: 'Old Trades',
  language: 'en',
  captured_at: 1,
  content_hash: 'x',
  kind: 'transcript',
  markdown: '**12:34** The sails were sewn in the loft.',
  passages: [{ id: 1, text: 'The sails were sewn in the loft.\nThey were brown.', headings: [], times: [754, 761] }],
  transcript: 'part',
  selection: null,
};

it('gives a model the time of each passage, and the citations of its answer the time of their words', async () => {
  const world = createWorld();
  const { client, threads, backend } = world.startWorker();
  const file = await client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(FILM)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  const thread = await threads.create();
  await threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [
      {
        role: 'user',
        content: 'Which colour were they?',
        attachments: [{ file_id: file.id, tools: [{ type: 'file_search' }] }],
      },
    ],
  });
  await settle();
  expect(backend.requests.at(-1)?.messages[1]?.content).toContain('"number":1,"time":"12:34","text":"The sails');
  await backend.words('“They were brown” 【1】');
  await backend.stop();
  await settle();
  const answer = await world.store.messages.newestOf(thread.id, 'assistant');
  expect(answer?.local.citations).toMatchObject([{ quote: 'They were brown', time: 761 }]);
  expect((await world.store.files.get(file.id))?.local.page?.transcript).toBe('part');
});
