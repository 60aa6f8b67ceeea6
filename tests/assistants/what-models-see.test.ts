import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelMessage, StreamPart } from '../../lib/assistants/ports.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

function newestPrompt(): readonly ModelMessage[] {
  return worker.backend.requests.at(-1)?.messages.slice(1) ?? [];
}

async function run(threadId: string, options: { tools?: { type: 'function'; function: { name: string } }[] } = {}) {
  const created = await worker.threads.runs.create(threadId, {
    assistant_id: 'asst_sitethread',
    instructions: 'Look.',
    ...options,
  });
  await settle();
  return created;
}

describe('images of a message', () => {
  it('reach the model: an address as it is, a file with its bytes', async () => {
    const pixel = new Uint8Array([137, 80, 78, 71]);
    const file = await worker.client.files.create({
      file: new File([pixel], 'pixel.png', { type: 'image/png' }),
      purpose: 'vision',
    });
    const thread = await worker.threads.create();
    await worker.threads.messages.create(thread.id, {
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: { url: 'https://a.test/cat.png', detail: 'low' } },
        { type: 'image_file', image_file: { file_id: file.id } },
      ],
    });
    await run(thread.id);
    expect(newestPrompt()).toEqual([
      {
        role: 'user',
        content: 'What is this?',
        images: [{ url: 'https://a.test/cat.png', detail: 'low' }, { url: 'data:image/png;base64,iVBORw==' }],
      },
    ]);
  });

  it('are a question of their own, without a word', async () => {
    const thread = await worker.threads.create();
    await worker.threads.messages.create(thread.id, {
      role: 'user',
      content: [{ type: 'image_url', image_url: { url: 'https://a.test/cat.png' } }],
    });
    await run(thread.id);
    expect(newestPrompt()).toEqual([{ role: 'user', content: '', images: [{ url: 'https://a.test/cat.png' }] }]);
  });

  it('are left out when their file is gone', async () => {
    const file = await worker.client.files.create({ file: new File(['x'], 'x.png'), purpose: 'vision' });
    const thread = await worker.threads.create();
    await worker.threads.messages.create(thread.id, {
      role: 'user',
      content: [
        { type: 'text', text: 'And this?' },
        { type: 'image_file', image_file: { file_id: file.id } },
      ],
    });
    await worker.client.files.delete(file.id);
    await run(thread.id);
    expect(newestPrompt()).toEqual([{ role: 'user', content: 'And this?' }]);
  });

  it('count for what they cost: a thread of many loses its middle', async () => {
    const small = createWorld({ context_tokens: 8_000 }).startWorker();
    const thread = await small.threads.create();
    for (let index = 0; index < 20; index += 1)
      await small.threads.messages.create(thread.id, {
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: `https://a.test/${index}.png` } }],
      });
    await small.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread' });
    await settle();
    expect(small.backend.requests[0]?.messages.length).toBeLessThan(10);
  });
});

describe('what a server wants back with a call', () => {
  it('comes back with it, the last that was said, in this run and in later ones', async () => {
    const thread = await worker.threads.create({ messages: [{ role: 'user', content: 'Weather?' }] });
    const tools = [{ type: 'function' as const, function: { name: 'weather' } }];
    const { id } = await run(thread.id, { tools });
    const call = (arguments_delta: string, signature: string): StreamPart => ({
      type: 'tool-call-delta',
      index: 0,
      id: 'call_1',
      name: 'weather',
      arguments_delta,
      extra: { signature },
    });
    await worker.backend.say(call('{', 'first'), call('}', 'last'), { type: 'finish', reason: 'tool-calls' });
    await settle();
    // Kept on disk, not in the worker.
    worker.kill();
    worker = world.startWorker();
    await worker.threads.runs.submitToolOutputs(id, {
      thread_id: thread.id,
      tool_outputs: [{ tool_call_id: 'call_1', output: 'sunny' }],
    });
    await settle();
    const made = { tool_calls: [{ id: 'call_1', extra: { signature: 'last' } }] };
    expect(newestPrompt()[1]).toMatchObject(made);
    await worker.backend.words('Sunny.');
    await worker.backend.stop();
    await worker.threads.messages.create(thread.id, { role: 'user', content: 'And now?' });
    await run(thread.id, { tools });
    expect(newestPrompt()[1]).toMatchObject(made);
    const steps = await worker.threads.runs.steps.list(id, { thread_id: thread.id });
    expect(JSON.stringify(steps.data)).not.toContain('signature');
  });
});
