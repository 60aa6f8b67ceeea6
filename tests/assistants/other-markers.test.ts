import { expect, it } from 'vitest';
import { PAGE_MEDIA_TYPE } from '../../lib/page/snapshot.ts';
import { createWorld, settle } from '../support/engine.ts';

const SNAPSHOT = {
  url: 'https://mills.test/',
  title: 'Mills',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: '0123456789abcdef',
  kind: 'article',
  markdown: 'The mill was built in 1871.',
  selection: null,
  passages: [{ id: 1, text: 'The mill was built in 1871.', headings: [] }],
};

it('takes the brackets a model chose itself for citations, keeps the text, and sends no model their numbers again', async () => {
  const world = createWorld();
  const worker = world.startWorker();
  const file = await worker.client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(SNAPSHOT)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  const thread = await worker.threads.create();
  const ask = (content: string, attachments: { file_id: string; tools: { type: 'file_search' }[] }[] = []) =>
    worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content, attachments }],
    });
  await ask('When?', [{ file_id: file.id, tools: [{ type: 'file_search' }] }]);
  await settle();
  await worker.backend.words('“built in 1871” [1], “by giants” [1]. See [2024].');
  await worker.backend.stop();
  const { data } = await world.store.messages.list(thread.id, { limit: 1, order: 'desc' });
  expect(data[0]).toMatchObject({
    local: {
      citations: [{ marker: 1, start_index: 16, quote: 'built in 1871' }],
      markers: [{ start_index: 16 }, { start_index: 33 }],
    },
    content: [
      {
        text: {
          value: '“built in 1871” [1], “by giants” [1]. See [2024].',
          annotations: [{ text: '[1]', start_index: 16, end_index: 19 }],
        },
      },
    ],
  });

  await ask('And then?');
  await settle();
  const said = worker.backend.requests.at(-1)?.messages.map(({ content }) => content);
  expect(said).toContain('“built in 1871”, “by giants”. See [2024].');
  await worker.backend.stop();
});
