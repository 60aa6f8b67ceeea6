import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Message, Run } from '../../lib/assistants/objects.ts';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { backgroundEvents } from '../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../support/model-server/responses-server.ts';

const PIECES = Array.from({ length: 40 }, (_one, at) => `Wört${at} 👋🏽, `);
const TEXT = PIECES.join('');

/** Milliseconds between two events. */
const EVERY = 50;

/** Events after which the server waits until the test releases it: the answer cannot end before something has died. */
const BEGUN = 20;

let pages: Pages;
let server: ResponsesServer;
let firefox: Firefox;
let panel: Panel;
let questions = 0;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startResponsesServer();
  firefox = await launchFirefox({ hosts: ['http://127.0.0.1/*'] });
  const options = await firefox.openDocument('options.html');
  await options.evaluate(saveConnection, server.baseUrl);
  await options.close();
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
});

afterAll(async () => {
  await firefox.close();
  await server.close();
  await pages.close();
});

beforeEach(async () => {
  await panel.newThread();
});

const rows = async <Row>(table: string): Promise<readonly Row[]> =>
  ((await storedIn(panel.surface))[`sitethread/${table}`] ?? []) as readonly Row[];

type Asked = { readonly id: string; readonly run_id: string; readonly release: () => void };

/** Asks, and waits until it is on disk where the answer is being written, and on the screen how it begins. */
async function ask(): Promise<Asked> {
  questions += 1;
  const id = `resp_${questions}`;
  const held = Promise.withResolvers<void>();
  const hold = { after: BEGUN, until: held.promise };
  server.answer({ events: backgroundEvents({ pieces: PIECES, id }), every: EVERY, hold });
  await panel.ask(`Question ${questions}`);
  const run = await waitFor('the run with its place at the server', async () =>
    (await rows<Run>('runs')).find(({ local }) => local.remote?.id === id),
  );
  await panel.answering();
  return { id, run_id: run.id, release: held.resolve };
}

/** The answer is whole, on the screen and on disk, and was asked for once. */
async function expectWhole({ id, run_id }: Asked): Promise<void> {
  const shown = await panel.answer();
  expect([shown.status, shown.text]).toEqual(['completed', TEXT.trim()]);
  const answers = (await rows<Message>('messages')).filter((one) => one.run_id === run_id);
  expect(answers.map(({ status, content }) => [status, content])).toEqual([
    ['completed', [{ type: 'text', text: { value: TEXT, annotations: [] } }]],
  ]);
  const sent = server.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  expect(sent.filter((one) => one === 'POST /v1/responses')).toHaveLength(questions);
  expect(sent.filter((one) => one === `GET /v1/responses/${id}`).length).toBeGreaterThanOrEqual(1);
  expect(sent).not.toContain(`POST /v1/responses/${id}/cancel`);
}

it('an answer in the background outlives the background page', async () => {
  const asked = await ask();
  expect(await firefox.killWorker()).toBe(true);
  await waitFor('the end of its connection', () => server.requests.some((one) => one.aborted_at !== null));
  expect(server.status()).toBe('in_progress');
  asked.release();
  await expectWhole(asked);
});

it('an answer in the background outlives the browser', async () => {
  const asked = await ask();
  firefox = await firefox.kill(() => {
    expect(server.status()).toBe('in_progress');
    asked.release();
  });
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
  await expectWhole(asked);
});

/** Runs in the options page: what its Save sends. */
async function saveConnection(base_url: string): Promise<void> {
  const connection = {
    id: null,
    name: 'Test server',
    service: 'custom',
    base_url,
    protocol: 'responses',
    background: true,
    model: 'test-model',
  };
  await Reflect.get(globalThis, 'browser').runtime.sendMessage({
    name: 'connection-save',
    input: { connection, key: 'sk-test-1234' },
  });
}
