import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message, Run } from '../../lib/assistants/objects.ts';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel, PanelMessage } from '../support/browser/panel.ts';
import { storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { backgroundEvents } from '../support/model-server/response-events.ts';
import { type ResponsesServer, startResponsesServer } from '../support/model-server/responses-server.ts';

/** Milliseconds between two events. */
const EVERY = 40;

/** Events that may still come while something dies. Then the server waits: the answer cannot end before that. */
const LEFT = 5;

/** The moments are drawn anew each time; `SITETHREAD_SEED` draws those of an earlier time again. */
const SEED = Number(process.env['SITETHREAD_SEED'] ?? Date.now() % 1_000_000);

type Moment = {
  /** Words of the answer, each some characters of more than one code unit. */
  readonly words: number;
  /** Where in the answer something happens, as a share of it. */
  readonly share: number;
};

const MOMENTS: readonly Moment[] = fc.sample(
  fc.noBias(fc.record({ words: fc.integer({ min: 46, max: 62 }), share: fc.nat(80).map((one) => one / 100) })),
  { seed: SEED, numRuns: 20 },
);

let pages: Pages;
let server: ResponsesServer;
let chromium: Chromium;
let panel: Panel;
let questions = 0;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startResponsesServer();
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl, 'sk-test-1234', { protocol: 'responses', background: true });
  panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
});

beforeEach(async () => {
  await panel.newThread();
});

afterEach(() => {
  server.options.cutAfter = () => null;
});

const rows = async <Row>(table: string): Promise<readonly Row[]> =>
  ((await storedIn(panel.surface))[`sitethread/${table}`] ?? []) as readonly Row[];

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Asked = {
  /** Of the response at the server. */
  readonly id: string;
  readonly run_id: string;
  /** The whole answer. */
  readonly text: string;
  /** Resolves where the answer has got so far. A few more words may come, and the rest when it is released. */
  readonly untilMoment: () => Promise<unknown>;
  readonly release: () => void;
  /** Resolves when the server has broken the connection off. */
  readonly untilCut: () => Promise<unknown>;
  /** How often this was requested since the question. */
  readonly count: (method: string, path: string) => number;
};

/**
 * Asks, and waits until it is on disk where the answer is being written: what dies before that cannot know. `cut`: the server breaks
 * the connection off at that moment, in the middle of an event.
 */
async function ask({ words, share }: Moment, { cut = false } = {}): Promise<Asked> {
  questions += 1;
  const id = `resp_${questions}`;
  const pieces = Array.from({ length: words }, (_one, at) => `Wört${at} 👋🏽, `);
  const events = backgroundEvents({ pieces, id });
  const reached = Math.max(1, Math.round(share * events.length));
  const held = Promise.withResolvers<void>();
  // Of the event behind the moment a few bytes are sent before the connection is broken off.
  const hold = { after: cut ? reached : Math.min(reached + LEFT, events.length - 1), until: held.promise };
  server.answer({ events, every: EVERY, hold });
  if (cut) cutOnce(events.slice(0, reached));
  const before = server.requests.length;
  await panel.ask(`Question ${questions}`);
  const asked = await waitFor('the question at the server', () => server.requests[before]);
  const run = await waitFor('the run with its place at the server', async () =>
    (await rows<Run>('runs')).find(({ local }) => local.remote?.id === id),
  );
  return {
    id,
    run_id: run.id,
    text: pieces.join(''),
    untilMoment: () => waitFor('the moment', () => server.written() >= reached, { interval: 10 }),
    release: held.resolve,
    untilCut: () => waitFor('the end of the connection', () => asked.aborted_at !== null, { interval: 10 }),
    count: (method, path) =>
      server.requests.slice(before).filter((one) => one.method === method && one.path.split('?')[0] === path).length,
  };
}

/** Breaks the next stream off a little behind these events. */
function cutOnce(events: readonly unknown[]): void {
  const sent = events.map((event) => Buffer.byteLength(`data: ${JSON.stringify(event)}\n\n`));
  let bytes: number | null = sent.reduce((sum, one) => sum + one, 20);
  server.options.cutAfter = () => {
    const now = bytes;
    bytes = null;
    return now;
  };
}

/** The answer is whole, on the screen and on disk, and was asked for once. */
async function expectWhole({ id, run_id, text, count }: Asked): Promise<void> {
  const ended = (all: readonly PanelMessage[]) =>
    all.some(({ role }) => role === 'assistant') && all.every(({ status }) => status !== 'in_progress');
  const shown = await panel.until('the answer to end', ended, { timeout: 20_000 });
  expect(shown.map(({ role, status }) => [role, status])).toEqual([
    ['user', 'completed'],
    ['assistant', 'completed'],
  ]);
  expect(shown.at(-1)?.text).toContain(text.trim());
  const answers = (await rows<Message>('messages')).filter((one) => one.run_id === run_id);
  expect(answers.map(({ status, content }) => [status, content])).toEqual([
    ['completed', [{ type: 'text', text: { value: text, annotations: [] } }]],
  ]);
  const run = (await rows<Run>('runs')).find((one) => one.id === run_id);
  expect([run?.status, run?.usage?.total_tokens, run?.local.remote]).toEqual(['completed', 17, undefined]);
  expect(count('POST', '/v1/responses')).toBe(1);
  expect(count('POST', `/v1/responses/${id}/cancel`)).toBe(0);
  // Whatever happened, happened before the end: the rest was fetched.
  expect(count('GET', `/v1/responses/${id}`)).toBeGreaterThanOrEqual(1);
}

const at = ({ words, share }: Moment): string => `${Math.round(share * 100)} % of ${words} words`;
const named = (from: number, to: number) => MOMENTS.slice(from, to).map((moment) => [at(moment), moment] as const);

describe(`an answer in the background (seed ${SEED})`, () => {
  it.each(named(0, 7))('outlives its worker at %s', async (_at, moment) => {
    const asked = await ask(moment);
    await asked.untilMoment();
    expect(await chromium.killWorker()).toBe(true);
    asked.release();
    await expectWhole(asked);
  });

  it.each(named(7, 12))('outlives the browser at %s', async (_at, moment) => {
    const asked = await ask(moment);
    await asked.untilMoment();
    chromium = await chromium.kill(asked.release);
    panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    await expectWhole(asked);
  });

  it.each(named(12, 16))('outlives its connection at %s', async (_at, moment) => {
    const asked = await ask(moment, { cut: true });
    asked.release();
    await expectWhole(asked);
  });

  it.each(named(16, 20))('outlives the network at %s', async (_at, moment) => {
    const asked = await ask(moment, { cut: true });
    const network = await takeNetwork();
    asked.release();
    await asked.untilCut();
    // The first look for the rest comes a second later, and gets nowhere.
    await pause(1_300);
    expect(asked.count('GET', `/v1/responses/${asked.id}`)).toBe(0);
    await network.giveBack();
    await expectWhole(asked);
  });
});

/** No request of the worker leaves any more. A connection that is open stays so: whoever takes the network has to break that, too. */
async function takeNetwork() {
  const worker = await waitFor('the worker', () =>
    chromium.browser.targets().find((one) => one.type() === 'service_worker'),
  );
  const session = await worker.createCDPSession();
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: true, ...conditions });
  return {
    async giveBack(): Promise<void> {
      await session.send('Network.emulateNetworkConditions', { offline: false, ...conditions });
      await session.detach();
    },
  };
}

describe('Stop', () => {
  const LONG: Moment = { words: 500, share: 0.02 };

  async function expectCancelled({ id, run_id, count }: Asked): Promise<void> {
    await panel.stop();
    await waitFor('the answer to end at the server', () => server.status() === 'cancelled');
    expect((await panel.answer()).status).toBe('incomplete');
    await pause(1_000);
    expect((await rows<Run>('runs')).find((one) => one.id === run_id)?.status).toBe('cancelled');
    expect(count('POST', `/v1/responses/${id}/cancel`)).toBe(1);
    expect(count('POST', '/v1/responses')).toBe(1);
  }

  it('ends the answer at the server, too', async () => {
    const asked = await ask(LONG);
    asked.release();
    await panel.answering();
    await expectCancelled(asked);
  });

  it('ends an answer that was taken up from a worker that was killed', async () => {
    const asked = await ask(LONG);
    asked.release();
    await panel.answering();
    await chromium.killWorker();
    await waitFor('the rest to be asked for', () => asked.count('GET', `/v1/responses/${asked.id}`) > 0);
    await expectCancelled(asked);
  });
});
