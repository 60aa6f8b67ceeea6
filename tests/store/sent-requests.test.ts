import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import type { ModelMessage, SentRequest } from '../../lib/assistants/ports.ts';
import { Database } from '../../lib/store/database.ts';
import { createSentRequests } from '../../lib/store/sent-requests.ts';

let db: Database;
let names = 0;

beforeEach(async () => {
  names += 1;
  db = new Database(`sent-${names}`);
  await db.table('runs').bulkPut([{ id: 'run_1' }, { id: 'run_new' }]);
});

const request = (...messages: ModelMessage[]): SentRequest => ({
  ...{ model: 'm', messages, tools: [], tool_choice: 'auto', parallel_tool_calls: true, response_format: 'auto' },
  ...{ temperature: null, top_p: null, reasoning_effort: null, max_completion_tokens: null },
});

it('keeps an image by its kind and size, and a question that looks like one whole', async () => {
  const sent = createSentRequests(db, () => 5);
  const url = `data:image/jpeg;base64,${'A'.repeat(40_000)}`;
  const words = `data:image/jpeg;base64,${'B'.repeat(100)}`;
  sent.keep(
    'run_1',
    request({ role: 'user', content: words, images: [{ url }, { url: 'https://example.com/a.png' }] }),
  );
  await expect.poll(() => sent.ofRun('run_1')).toHaveLength(1);
  const [kept] = await sent.ofRun('run_1');
  expect(kept?.at).toBe(5);
  expect(kept?.request.messages[0]).toEqual({
    ...{ role: 'user', content: words },
    images: [{ url: 'data:image/jpeg;base64, 30 kB' }, { url: 'https://example.com/a.png' }],
  });
});

it('keeps nothing of a run that has been deleted meanwhile', async () => {
  const sent = createSentRequests(db, () => 5);
  sent.keep('run_1', request({ role: 'user', content: 'What nobody is to find any more.' }));
  await db.runs.delete('run_1');
  sent.keep('run_new', request({ role: 'user', content: 'What is asked behind it, and longer. '.repeat(50) }));
  await expect.poll(() => sent.ofRun('run_new')).toHaveLength(1);
  expect(await sent.ofRun('run_1')).toEqual([]);
});

it('takes a fraction of its length on disk', async () => {
  const sent = createSentRequests(db, () => 0);
  const content = Array.from({ length: 2_000 }, (_, number) => `Sentence ${number} of a page about bees.`).join(' ');
  sent.keep('run_1', request({ role: 'system', content }));
  await expect.poll(() => db.sent_requests.count()).toBe(1);
  const [row] = await db.sent_requests.toArray();
  expect(row?.body.length).toBeLessThan(content.length / 4);
  expect((await sent.ofRun('run_1'))[0]?.request.messages).toEqual([{ role: 'system', content }]);
});

it('forgets the oldest beyond five hundred', async () => {
  const sent = createSentRequests(db, () => 0);
  await db.sent_requests.bulkAdd(
    Array.from({ length: 520 }, () => ({ run_id: 'run_old', at: 0, body: new Uint8Array() })),
  );
  sent.keep('run_new', request());
  await expect.poll(() => db.sent_requests.where('run_id').equals('run_new').count()).toBe(1);
  await expect.poll(() => db.sent_requests.count()).toBe(500);
});

it('forgets what was asked first, whatever the numbers', async () => {
  const sent = createSentRequests(db, () => 1_000);
  const body = new Uint8Array();
  await db.sent_requests.bulkAdd(Array.from({ length: 20 }, () => ({ run_id: 'run_mine', at: 900, body })));
  await db.sent_requests.bulkPut(
    Array.from({ length: 490 }, (_, index) => ({ number: 5_000 + index, run_id: 'run_far', at: 1, body })),
  );
  sent.keep('run_new', request());
  await expect.poll(() => db.sent_requests.where('run_id').equals('run_new').count()).toBe(1);
  await expect.poll(() => db.sent_requests.count()).toBe(500);
  expect(await db.sent_requests.where('run_id').equals('run_mine').count()).toBe(20);
});

it('keeps all of those that are written at once', async () => {
  const sent = createSentRequests(db, () => 1);
  await db.sent_requests.bulkAdd(
    Array.from({ length: 500 }, () => ({ run_id: 'run_old', at: 0, body: new Uint8Array() })),
  );
  for (let index = 0; index < 10; index += 1) sent.keep('run_new', request());
  await expect.poll(() => db.sent_requests.where('run_id').equals('run_new').count()).toBe(10);
  expect(await db.sent_requests.count()).toBe(500);
});
