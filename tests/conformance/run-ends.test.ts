import { describe, expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { settle } from '../support/engine.ts';
import { CALLS_END, call, type Place, usage, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const WORDS: StreamPart = { type: 'text-delta', delta: 'Half' };

type Row = readonly [
  name: string,
  parts: readonly StreamPart[],
  run: object,
  /** What the message looks like; null: there is none. */
  message: object | null,
];

function incomplete(reason: string, value = 'Half') {
  const content = value === '' ? [] : [{ type: 'text', text: { value } }];
  const incomplete_at: unknown = expect.any(Number);
  return { status: 'incomplete', incomplete_details: { reason }, completed_at: null, incomplete_at, content };
}

const SERVER_ERROR = { status: 'failed', last_error: { code: 'server_error' } };
const RATE_LIMIT = { status: 'failed', last_error: { code: 'rate_limit_exceeded' } };
const INVALID_PROMPT = { status: 'failed', last_error: { code: 'invalid_prompt' } };

const ENDS: readonly Row[] = [
  [
    'stop completes the run',
    [WORDS, { type: 'finish', reason: 'stop' }],
    { status: 'completed', incomplete_details: null, last_error: null },
    { status: 'completed', incomplete_details: null, incomplete_at: null },
  ],
  [
    'stop without a word completes the run, and there is no message',
    [{ type: 'finish', reason: 'stop' }],
    { status: 'completed' },
    null,
  ],
  [
    'the end of the calls without a call completes the run',
    [WORDS, { type: 'finish', reason: 'tool-calls' }],
    { status: 'completed' },
    { status: 'completed' },
  ],
  [
    'the length limit leaves the run and its message incomplete',
    [WORDS, { type: 'finish', reason: 'length' }],
    { status: 'incomplete', incomplete_details: { reason: 'max_completion_tokens' }, last_error: null },
    incomplete('max_tokens'),
  ],
  [
    'the content filter keeps the words in an incomplete message',
    [WORDS, { type: 'finish', reason: 'content-filter' }],
    { status: 'incomplete' },
    incomplete('content_filter'),
  ],
  [
    'the content filter without a word leaves an empty incomplete message',
    [{ type: 'finish', reason: 'content-filter' }],
    { status: 'incomplete' },
    incomplete('content_filter', ''),
  ],
  [
    'an error before the first word fails the run, and there is no message',
    [{ type: 'error', error: { kind: 'server-failed', status: 500, detail: 'overloaded' } }],
    SERVER_ERROR,
    null,
  ],
  [
    'an error in the middle fails the run and keeps the words',
    [WORDS, { type: 'error', error: { kind: 'server-failed', status: 503, detail: '' } }],
    SERVER_ERROR,
    incomplete('run_failed'),
  ],
  [
    'too many requests are rate_limit_exceeded',
    [{ type: 'error', error: { kind: 'rate-limited', retry_after: 20 } }],
    RATE_LIMIT,
    null,
  ],
  [
    'a used-up quota is rate_limit_exceeded',
    [{ type: 'error', error: { kind: 'quota-used-up', host: 'models.test' } }],
    RATE_LIMIT,
    null,
  ],
  [
    'too many requests in the middle keep the words',
    [WORDS, { type: 'error', error: { kind: 'rate-limited', retry_after: null } }],
    RATE_LIMIT,
    incomplete('run_failed'),
  ],
  [
    'a prompt that is too long is invalid_prompt',
    [{ type: 'error', error: { kind: 'too-long', detail: '' } }],
    INVALID_PROMPT,
    null,
  ],
  [
    'a stalled server is server_error',
    [WORDS, { type: 'error', error: { kind: 'stalled', seconds: 60 } }],
    SERVER_ERROR,
    incomplete('run_failed'),
  ],
  [
    'a refused key is server_error',
    [{ type: 'error', error: { kind: 'key-refused', host: 'models.test' } }],
    SERVER_ERROR,
    null,
  ],
];

it.each(ENDS)('%s', async (_name, parts, expected, message) => {
  const place = await world.ask();
  await world.worker.backend.say(...parts);
  expect(await world.run(place)).toMatchObject({ ...expected, expires_at: null, required_action: null });
  const [, answer] = await world.messages(place.thread_id);
  if (message === null) return expect(answer).toBeUndefined();
  expect(answer).toMatchObject({ role: 'assistant', run_id: place.run_id, ...message });
  const status = expected === SERVER_ERROR || expected === RATE_LIMIT ? 'failed' : 'completed';
  expect(await world.steps(place)).toMatchObject([{ type: 'message_creation', status }]);
});

it('a stream that stops without its end fails the run and keeps the words', async () => {
  const place = await world.ask();
  await world.worker.backend.words('Half');
  await world.worker.backend.hangUp();
  expect(await world.run(place)).toMatchObject(SERVER_ERROR);
  expect((await world.messages(place.thread_id))[1]).toMatchObject(incomplete('run_failed'));
  expect(await world.steps(place)).toMatchObject([{ status: 'failed', last_error: { code: 'server_error' } }]);
});

it('a worker that is stopped in the middle fails the run and keeps the words', async () => {
  const place = await world.ask();
  await world.worker.backend.words('Half');
  await world.pass(1);
  await world.restart();
  expect(await world.run(place)).toMatchObject(SERVER_ERROR);
  expect((await world.messages(place.thread_id))[1]).toMatchObject(incomplete('run_failed'));
  expect(world.worker.backend.requests).toHaveLength(0);
});

describe('cancelling', () => {
  it('in the middle of a message keeps the words and aborts the request', async () => {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.cancel(place);
    await settle();
    expect(await world.run(place)).toMatchObject({ status: 'cancelled', last_error: null, completed_at: null });
    expect((await world.messages(place.thread_id))[1]).toMatchObject(incomplete('run_cancelled'));
    expect(await world.steps(place)).toMatchObject([{ status: 'cancelled', cancelled_at: expect.any(Number) }]);
    expect(world.worker.backend.signals[0]?.aborted).toBe(true);
  });

  it('before the first word leaves no message', async () => {
    const place = await world.ask();
    await world.cancel(place);
    await settle();
    expect(await world.messages(place.thread_id)).toHaveLength(1);
    expect(await world.run(place)).toMatchObject({ status: 'cancelled' });
  });

  it('in the middle of a call keeps no call to answer', async () => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.say(...call('weather'));
    await world.cancel(place);
    await settle();
    expect(await world.run(place)).toMatchObject({ status: 'cancelled', required_action: null });
    expect(await world.steps(place)).toMatchObject([{ type: 'tool_calls', status: 'cancelled' }]);
  });

  it('lets the thread be used again at once', async () => {
    const place = await world.waiting();
    await world.cancel(place);
    const again = await world.askIn(place.thread_id, { additional_messages: [{ role: 'user', content: 'Again?' }] });
    await world.worker.backend.words('Yes.');
    await world.worker.backend.stop();
    expect(await world.run({ ...place, run_id: again })).toMatchObject({ status: 'completed' });
  });
});

describe('expiry', () => {
  it('in the middle of a message keeps the words', async () => {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.pass(600);
    expect(await world.run(place)).toMatchObject({ status: 'expired', expires_at: null });
    expect((await world.messages(place.thread_id))[1]).toMatchObject(incomplete('run_expired'));
    expect(await world.steps(place)).toMatchObject([{ status: 'expired', expired_at: expect.any(Number) }]);
    expect(world.worker.backend.signals[0]?.aborted).toBe(true);
  });

  it('counts from the creation, also after outputs', async () => {
    const place = await world.waiting();
    await world.pass(590);
    await world.submit(place, 'call_weather', 'call_time');
    await settle();
    await world.pass(10);
    expect(await world.run(place)).toMatchObject({ status: 'expired' });
  });
});

async function answer(place: Place): Promise<void> {
  await world.worker.backend.words('Done.');
  await world.worker.backend.say(usage(700, 20), { type: 'finish', reason: 'stop' });
  expect(await world.run(place)).toMatchObject({ status: 'completed' });
}

describe('usage', () => {
  it("of one completion is the run's and its step's", async () => {
    const place = await world.ask();
    await world.worker.backend.words('Done.');
    await world.worker.backend.say(usage(11, 3), { type: 'finish', reason: 'stop' });
    const tokens = { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 };
    expect(await world.run(place)).toMatchObject({ usage: tokens });
    expect(await world.steps(place)).toMatchObject([{ usage: tokens }]);
  });

  it('is summed over the completions, and the steps add up to the run', async () => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.say(...call('weather'), usage(500, 30), CALLS_END);
    expect(await world.run(place)).toMatchObject({ usage: null });
    await world.submit(place, 'call_weather');
    await settle();
    await answer(place);
    expect(await world.run(place)).toMatchObject({
      usage: { prompt_tokens: 1200, completion_tokens: 50, total_tokens: 1250 },
    });
    expect((await world.steps(place)).map((step) => step.usage?.total_tokens)).toEqual([530, 720]);
  });

  it('is not counted twice when a completion writes and then calls', async () => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.words('Let me see.');
    await world.worker.backend.say(...call('weather'), usage(500, 30), CALLS_END);
    await world.submit(place, 'call_weather');
    await settle();
    await answer(place);
    const total = (await world.steps(place)).reduce((sum, step) => sum + (step.usage?.total_tokens ?? 0), 0);
    expect(total).toBe((await world.run(place)).usage?.total_tokens);
    expect(total).toBe(1250);
  });

  const TWO_STEPS: readonly (readonly [name: string, parts: readonly StreamPart[]])[] = [
    [
      'is filtered after it has called',
      [...call('weather'), usage(500, 30), { type: 'finish', reason: 'content-filter' }],
    ],
    [
      'tells its usage before it calls',
      [WORDS, usage(500, 30), ...call('weather'), { type: 'finish', reason: 'length' }],
    ],
    [
      'tells its usage after it has written and called',
      [WORDS, ...call('weather'), usage(500, 30), { type: 'finish', reason: 'length' }],
    ],
  ];

  it.each(TWO_STEPS)('is not counted twice when a completion %s', async (_name, parts) => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.say(...parts);
    const total = (await world.steps(place)).reduce((sum, step) => sum + (step.usage?.total_tokens ?? 0), 0);
    expect([total, (await world.run(place)).usage?.total_tokens]).toEqual([530, 530]);
  });

  it('survives the worker', async () => {
    const place = await world.ask({ tools: [WEATHER] });
    await world.worker.backend.say(...call('weather'), usage(500, 30), CALLS_END);
    await world.restart();
    await world.submit(place, 'call_weather');
    await settle();
    await answer(place);
    expect(await world.run(place)).toMatchObject({ usage: { total_tokens: 1250 } });
  });

  it('that a server has told counts also when the stream is cut behind it', async () => {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    await world.worker.backend.say(usage(500, 30));
    await world.worker.backend.hangUp();
    expect(await world.run(place)).toMatchObject({ status: 'failed', usage: { total_tokens: 530 } });
    expect(await world.steps(place)).toMatchObject([{ usage: { total_tokens: 530 } }]);
  });

  it.each(['cancelled', 'failed', 'expired'])('is a number for a run that is %s', async (status) => {
    const place = await world.ask();
    await world.worker.backend.words('Half');
    if (status === 'cancelled') await world.cancel(place);
    if (status === 'failed') await world.worker.backend.hangUp();
    if (status === 'expired') await world.pass(600);
    await settle();
    expect((await world.run(place)).usage?.total_tokens).toEqual(expect.any(Number));
  });
});

describe('a budget', () => {
  /** A run whose first completion has called, used tokens and been answered. */
  async function second(given: object, prompt_tokens: number, completion_tokens: number): Promise<Place> {
    const place = await world.ask({ tools: [WEATHER], ...given });
    await world.worker.backend.say(...call('weather'), usage(prompt_tokens, completion_tokens), CALLS_END);
    await world.submit(place, 'call_weather');
    await settle();
    return place;
  }

  it('of completion tokens reaches the first request whole', async () => {
    await world.ask({ max_completion_tokens: 1000 });
    expect(world.worker.backend.requests[0]?.max_completion_tokens).toBe(1000);
  });

  it('of completion tokens is what is left of it for the next completion', async () => {
    await second({ max_completion_tokens: 1000 }, 50, 300);
    expect(world.worker.backend.requests[1]?.max_completion_tokens).toBe(700);
  });

  it('of completion tokens with one token left still asks', async () => {
    await second({ max_completion_tokens: 1000 }, 50, 999);
    expect(world.worker.backend.requests[1]?.max_completion_tokens).toBe(1);
  });

  it.each([1000, 1001])('of 1000 completion tokens makes no request after %i', async (used) => {
    const place = await second({ max_completion_tokens: 1000 }, 50, used);
    expect(world.worker.backend.requests).toHaveLength(1);
    expect(await world.run(place)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_completion_tokens' },
      usage: { completion_tokens: used },
    });
  });

  it.each([1000, 1200])('of 1000 prompt tokens makes no request after %i', async (used) => {
    const place = await second({ max_prompt_tokens: 1000 }, used, 20);
    expect(world.worker.backend.requests).toHaveLength(1);
    expect(await world.run(place)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_prompt_tokens' },
    });
  });

  it('of prompt tokens that the question alone exceeds makes no request at all', async () => {
    const place = await world.ask({
      max_prompt_tokens: 256,
      additional_messages: [{ role: 'user', content: 'word '.repeat(3000) }],
    });
    expect(world.worker.backend.requests).toHaveLength(0);
    expect(await world.run(place)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_prompt_tokens' },
      usage: { total_tokens: 0 },
    });
  });

  it('of prompt tokens leaves older messages out', async () => {
    const thread_id = await world.thread(
      ...Array.from(
        { length: 20 },
        (_, index) => ({ role: 'user', content: `${index} ${'word '.repeat(60)}` }) as const,
      ),
    );
    await world.askIn(thread_id, { max_prompt_tokens: 600 });
    const { messages = [] } = world.worker.backend.requests[0] ?? {};
    expect(messages.length).toBeLessThan(15);
    expect(messages.at(-1)?.content).toMatch(/^19 /);
  });

  it('counts across a worker that was stopped', async () => {
    const place = await world.ask({ tools: [WEATHER], max_completion_tokens: 1000 });
    await world.worker.backend.say(...call('weather'), usage(50, 300), CALLS_END);
    await world.restart();
    await world.submit(place, 'call_weather');
    await settle();
    expect(world.worker.backend.requests[0]?.max_completion_tokens).toBe(700);
  });

  it('that an answer used up exactly does not spoil the answer', async () => {
    const place = await world.ask({ max_completion_tokens: 256 });
    await world.worker.backend.words('Done.');
    await world.worker.backend.say(usage(50, 256), { type: 'finish', reason: 'stop' });
    expect(await world.run(place)).toMatchObject({ status: 'completed' });
  });
});
