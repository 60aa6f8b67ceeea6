import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { settle } from '../support/engine.ts';
import { CALLS_END, type Place, QUESTION, TERMINAL, TIME, usage, useWorld, WEATHER } from './world.ts';

const world = useWorld();

const PARTS: Readonly<Record<string, readonly StreamPart[]>> = {
  words: [{ type: 'text-delta', delta: 'word ' }],
  'no words': [{ type: 'text-delta', delta: '' }],
  thoughts: [{ type: 'reasoning-delta', delta: 'hm' }],
  code: [
    {
      type: 'hosted-call',
      call: { id: 'ci_1', type: 'code_interpreter', code_interpreter: { input: '1', outputs: [] } },
      status: 'completed',
    },
  ],
  source: [
    {
      type: 'annotation',
      annotation: {
        type: 'url_citation',
        text: '',
        start_index: 0,
        end_index: 4,
        url_citation: { url: 'https://a.example/', title: '' },
      },
    },
  ],
  usage: [usage(100, 60)],
  stop: [{ type: 'finish', reason: 'stop' }],
  'calls end': [CALLS_END],
  length: [{ type: 'finish', reason: 'length' }],
  filter: [{ type: 'finish', reason: 'content-filter' }],
  error: [{ type: 'error', error: { kind: 'server-failed', status: 500, detail: '' } }],
};

const CALLS = ['call weather', 'call time', 'call invented', 'call more'] as const;
const COMMANDS = [
  'hang up',
  'cancel',
  'submit',
  'submit as stream',
  'a minute',
  'a message',
  'a run',
  'restart',
] as const;

const ACTION = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...Object.keys(PARTS)) },
  { weight: 3, arbitrary: fc.constantFrom<string>(...CALLS) },
  { weight: 2, arbitrary: fc.constantFrom<string>(...COMMANDS) },
);

/** What the model has called in its open completion: a call's index is its place there. */
type Calls = { request: unknown; count: number };

/** Nothing is said that no request has asked for: it would be taken for the answer to the next one. */
async function answer(action: string, calls: Calls): Promise<void> {
  const { backend } = world.worker;
  if (!backend.open) return;
  const request = backend.requests.at(-1);
  if (calls.request !== request) Object.assign(calls, { request, count: 0 });
  if (!action.startsWith('call ')) return backend.say(...(PARTS[action] ?? []));
  const more = action === 'call more' && calls.count > 0;
  const index = more ? calls.count - 1 : calls.count;
  const name = action === 'call more' ? 'weather' : action.slice('call '.length);
  const id = `call_${backend.requests.length}_${index}`;
  calls.count = index + 1;
  await backend.say({ type: 'tool-call-delta', index, id, name, arguments_delta: more ? ' ' : '{}' });
}

async function command(action: string, place: Place): Promise<void> {
  const { thread_id, run_id } = place;
  const path = `/threads/${thread_id}`;
  if (action === 'hang up' && world.worker.backend.open) await world.worker.backend.hangUp();
  if (action === 'cancel') await world.cancel(place);
  if (action === 'a minute') await world.pass(60);
  if (action === 'a message') await world.call('POST', `${path}/messages`, QUESTION);
  if (action === 'a run') {
    const { status, body } = await world.call('POST', `${path}/runs`, { assistant_id: 'asst_sitethread' });
    if (status === 200) await world.cancel({ thread_id, run_id: body.id ?? '' });
  }
  if (action.startsWith('submit')) {
    const { required_action } = await world.run(place);
    const waiting = required_action?.submit_tool_outputs.tool_calls ?? [];
    const tool_outputs = waiting.map(({ id }) => ({ tool_call_id: id, output: 'x' }));
    const body = JSON.stringify({ tool_outputs, stream: action === 'submit as stream' });
    const url = `https://sitethread.local/v1${path}/runs/${run_id}/submit_tool_outputs`;
    const response = await world.worker.judge.fetch(url, { method: 'POST', body });
    response.text().catch(() => undefined);
  }
  await settle();
}

it('whatever a model says and a client does, every answer and every stream is as published, and the run ends', async () => {
  const property = fc.asyncProperty(
    fc.array(ACTION, { minLength: 1, maxLength: 16 }),
    fc.record({ streams: fc.boolean(), budget: fc.boolean() }),
    async (actions, { streams, budget }) => {
      world.renew();
      const thread_id = await world.thread(QUESTION);
      const given = {
        assistant_id: 'asst_sitethread',
        tools: [WEATHER, TIME],
        ...(budget ? { max_completion_tokens: 256, max_prompt_tokens: 400 } : {}),
      };
      if (streams)
        world.worker.threads.runs
          .stream(thread_id, given)
          .done()
          .catch(() => undefined);
      else await world.worker.threads.runs.create(thread_id, given);
      await world.asked();
      const run_id = (await world.worker.threads.runs.list(thread_id)).data.at(-1)?.id ?? '';
      const calls: Calls = { request: null, count: 0 };
      for (const action of actions) {
        if (action !== 'restart') await answer(action, calls);
        // A stream does not outlive its worker.
        else if (!streams && !actions.includes('submit as stream')) await world.restart();
        await command(action, { thread_id, run_id });
      }
      await world.pass(600);
      expect(TERMINAL).toContain((await world.run({ thread_id, run_id })).status);
      for (const step of await world.steps({ thread_id, run_id })) expect(step.status).not.toBe('in_progress');
      for (const message of await world.messages(thread_id)) expect(message.status).not.toBe('in_progress');
      expect(await world.worker.judge.verdict()).toEqual([]);
      expect(world.clock.waiting).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: Number(process.env['RANDOM_RUNS'] ?? 100) });
}, 600_000);
