import { AssistantStream } from 'openai/lib/AssistantStream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../lib/assistants/ports.ts';
import { askRun, createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

async function textOf(threadId: string): Promise<(string | undefined)[]> {
  const messages = await worker.threads.messages.list(threadId, { order: 'asc' });
  return messages.data.map(({ content: [part] }) => (part?.type === 'text' ? part.text.value : undefined));
}

describe('a run', () => {
  it('answers a question with one message and one step', async () => {
    const { thread, run } = await askRun(worker, 'Why is the sky blue?');
    expect(run.status).toBe('queued');
    await worker.backend.words('Because ', 'of scattering.');
    await worker.backend.say({
      type: 'usage',
      usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
    });
    await worker.backend.stop();

    const ended = await worker.threads.runs.retrieve(run.id, { thread_id: thread.id });
    expect(ended).toMatchObject({
      status: 'completed',
      expires_at: null,
      usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
      last_error: null,
    });
    expect(await textOf(thread.id)).toEqual(['Why is the sky blue?', 'Because of scattering.']);
    const steps = await worker.threads.runs.steps.list(run.id, { thread_id: thread.id });
    expect(steps.data).toMatchObject([{ type: 'message_creation', status: 'completed' }]);
    expect(JSON.stringify(ended)).not.toContain('local');
  });

  it('has its question and itself on disk before the first request leaves', async () => {
    const thread = await worker.threads.create();
    const asked = worker.threads.runs.create(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'First on disk' }],
    });
    let atRequest: unknown;
    const { stream } = worker.backend;
    worker.backend.stream = async function* (request, signal) {
      atRequest = {
        run: (await world.store.runs.activeOf(thread.id))?.status,
        stored: (await world.store.messages.list(thread.id, { limit: 5, order: 'asc' })).data.length,
      };
      yield* stream.call(worker.backend, request, signal);
    };
    await asked;
    await settle();
    expect(atRequest).toMatchObject({ run: 'in_progress', stored: 1 });
  });

  it('writes its text at least twice a second while words come', async () => {
    const { thread } = await askRun(worker);
    await worker.backend.words('one ');
    await worker.backend.words('two ');
    world.clock.advance(500);
    await settle();
    expect(await textOf(thread.id)).toEqual(['Why?', 'one two ']);
    await worker.backend.words('three');
    expect(await textOf(thread.id)).toEqual(['Why?', 'one two ']);
    world.clock.advance(500);
    await settle();
    expect(await textOf(thread.id)).toEqual(['Why?', 'one two three']);
  });

  it('tells every delta with its offset, so that a reader can put it beside what is stored', async () => {
    await askRun(worker);
    await worker.backend.words('ab', 'cde', 'f');
    const deltas = worker.notices.filter(({ event }) => event.event === 'thread.message.delta');
    expect(deltas.map(({ offset }) => offset)).toEqual([0, 2, 5]);
  });

  it('stops at once when it is cancelled, keeps its words and aborts the request', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Half an ans');
    await worker.threads.runs.cancel(run.id, { thread_id: thread.id });
    await settle();
    expect(worker.backend.signals[0]?.aborted).toBe(true);
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'cancelled' });
    const [message] = (await worker.threads.messages.list(thread.id)).data;
    expect(message).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'run_cancelled' },
      content: [{ text: { value: 'Half an ans' } }],
    });
    expect(world.clock.waiting).toBe(0);
  });

  it('refuses to cancel what is over', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Done.');
    await worker.backend.stop();
    await expect(worker.threads.runs.cancel(run.id, { thread_id: thread.id })).rejects.toThrow(
      "Cannot cancel run with status 'completed'.",
    );
  });

  it('fails with its partial text when the stream ends without its end', async () => {
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Cut');
    await worker.backend.hangUp();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'failed',
      last_error: { code: 'server_error' },
    });
    expect(await textOf(thread.id)).toEqual(['Why?', 'Cut']);
  });

  it('fails when what it begins with cannot be read, so that nobody waits for it', async () => {
    let reads = 0;
    const wrapStore = (store: Store): Store => ({
      ...store,
      assistants: {
        ...store.assistants,
        get: (id) => {
          reads += 1;
          // The first read makes the run, the second would begin it.
          return reads === 2 ? Promise.reject(new Error('The disk fails.')) : store.assistants.get(id);
        },
      },
    });
    world = createWorld({ wrapStore });
    worker = world.startWorker();
    const assistant = await worker.client.beta.assistants.create({ model: 'm' });
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Why?' }] });
    const run = await worker.threads.runs.create(thread.id, { assistant_id: assistant.id });
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({
      status: 'failed',
      last_error: { code: 'server_error' },
    });
    expect(worker.notices.at(-1)?.event.event).toBe('thread.run.failed');
    expect(worker.backend.requests).toEqual([]);
  });

  it('comes to its end, and everybody else hears of it, although one of its listeners throws', async () => {
    const heard: string[] = [];
    worker.engine.subscribe(() => {
      throw new Error('The port is gone.');
    });
    worker.engine.subscribe(({ event }) => heard.push(event.event));
    const { thread, run } = await askRun(worker);
    await worker.backend.words('Because.');
    await worker.backend.stop();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'completed' });
    expect(await textOf(thread.id)).toEqual(['Why?', 'Because.']);
    expect(heard.at(-1)).toBe('thread.run.completed');
  });

  it('expires ten minutes after its creation and says so', async () => {
    const { thread, run } = await askRun(worker);
    expect(run.expires_at).toBe(run.created_at + 600);
    await worker.backend.words('Slow');
    world.clock.advance(600_000);
    await settle();
    expect(await worker.threads.runs.retrieve(run.id, { thread_id: thread.id })).toMatchObject({ status: 'expired' });
    const [message] = (await worker.threads.messages.list(thread.id)).data;
    expect(message).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'run_expired' } });
  });

  it('locks its thread: no second run, no other message', async () => {
    const { thread, run } = await askRun(worker);
    await expect(worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread' })).rejects.toThrow(
      `Thread ${thread.id} already has an active run ${run.id}.`,
    );
    await expect(worker.threads.messages.create(thread.id, { role: 'user', content: 'More' })).rejects.toThrow(
      `Can't add messages to ${thread.id} while a run ${run.id} is active.`,
    );
    expect(await textOf(thread.id)).toEqual(['Why?']);
  });

  it('refuses an empty question and writes nothing', async () => {
    const thread = await worker.threads.create();
    await expect(
      worker.threads.runs.create(thread.id, {
        assistant_id: 'asst_sitethread',
        additional_messages: [{ role: 'user', content: ' ' }],
      }),
    ).rejects.toThrow('Message content must be non-empty.');
    expect(await textOf(thread.id)).toEqual([]);
    expect(await world.store.runs.active()).toEqual([]);
  });

  it('streams its events in the order that the official SDK insists on', async () => {
    const thread = await worker.threads.create();
    const stream = worker.threads.runs.stream(thread.id, {
      assistant_id: 'asst_sitethread',
      additional_messages: [{ role: 'user', content: 'Stream it' }],
    });
    expect(stream).toBeInstanceOf(AssistantStream);
    const names: string[] = [];
    stream.on('event', ({ event }) => names.push(event));
    await settle();
    await worker.backend.words('Hello ', 'there.');
    await worker.backend.stop();
    const [message] = await stream.finalMessages();
    expect(message?.content[0]).toMatchObject({ text: { value: 'Hello there.' } });
    expect(names).toEqual([
      'thread.run.created',
      'thread.run.queued',
      'thread.run.in_progress',
      'thread.run.step.created',
      'thread.run.step.in_progress',
      'thread.message.created',
      'thread.message.in_progress',
      'thread.message.delta',
      'thread.message.delta',
      'thread.message.completed',
      'thread.run.step.completed',
      'thread.run.completed',
    ]);
  });
});
