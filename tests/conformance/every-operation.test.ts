import { expect, it } from 'vitest';
import { settle } from '../support/engine.ts';
import { everyOperation } from './published.ts';
import { CALLS_END, call, QUESTION, useWorld, WEATHER } from './world.ts';

const world = useWorld();

/** Models belong to whoever serves them; there is nothing here to delete. */
const NOT_OURS: readonly string[] = ['DELETE /models/{model}'];

const BODIES: Readonly<Record<string, unknown>> = {
  'POST /assistants': { model: 'a-model' },
  'POST /assistants/{assistant_id}': { name: 'Name' },
  'POST /threads': {},
  'POST /threads/{thread_id}': { metadata: { a: 'b' } },
  'POST /threads/{thread_id}/messages': QUESTION,
  'POST /threads/{thread_id}/messages/{message_id}': { metadata: { a: 'b' } },
  'POST /threads/runs': { assistant_id: 'asst_sitethread', thread: { messages: [QUESTION] } },
  'POST /threads/{thread_id}/runs': { assistant_id: 'asst_sitethread' },
  'POST /threads/{thread_id}/runs/{run_id}': { metadata: { a: 'b' } },
  'POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs': {
    tool_outputs: [{ tool_call_id: 'call_weather', output: 'sunny' }],
  },
  'POST /vector_stores': {},
  'POST /vector_stores/{vector_store_id}': { name: 'Name' },
  'POST /vector_stores/{vector_store_id}/files/{file_id}': { attributes: { a: 'b' } },
  'POST /vector_stores/{vector_store_id}/search': { query: 'harbour' },
};

async function upload(name: string): Promise<string> {
  const file = new File([`The harbour of ${name}.`], `${name}.txt`);
  return (await world.worker.client.files.create({ purpose: 'assistants', file })).id;
}

/** One of everything; the run waits for an output where the operation is about that, and is over elsewhere. */
async function variables(operation: string): Promise<Readonly<Record<string, string>>> {
  const { client, backend } = world.worker;
  const assistant_id = (await client.beta.assistants.create({ model: 'a-model' })).id;
  const place = await world.ask({ tools: [WEATHER] });
  await backend.say(...call('weather'), CALLS_END);
  if (!/submit_tool_outputs|cancel$/.test(operation)) {
    await world.submit(place, 'call_weather');
    await settle();
    await backend.words('Sunny.');
    await backend.stop();
  }
  const file_id = await upload('one');
  const vector_store_id = (await client.vectorStores.create({ file_ids: [file_id] })).id;
  const batch = await client.vectorStores.fileBatches.create(vector_store_id, { file_ids: [await upload('other')] });
  await world.indexed(vector_store_id);
  const [message] = await world.messages(place.thread_id);
  const [step] = await world.steps(place);
  const [model] = (await client.models.list()).data;
  return {
    ...place,
    assistant_id,
    message_id: message?.id ?? '',
    step_id: step?.id ?? '',
    file_id,
    vector_store_id,
    batch_id: batch.id,
    model: encodeURIComponent(model?.id ?? ''),
  };
}

async function bodyOf(operation: string): Promise<unknown> {
  if (operation === 'POST /vector_stores/{vector_store_id}/files') return { file_id: await upload('new') };
  if (operation === 'POST /vector_stores/{vector_store_id}/file_batches') return { file_ids: [await upload('new')] };
  return BODIES[operation];
}

it.each(everyOperation().filter((operation) => !NOT_OURS.includes(operation)))('%s answers', async (operation) => {
  const [method = '', template = ''] = operation.split(' ');
  const names = await variables(operation);
  const path = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => names[name] ?? '');
  if (operation === 'POST /files') return expect(await upload('new')).toMatch(/^file-/);
  if (operation === 'GET /files/{file_id}/content') {
    const content = await world.worker.client.files.content(names['file_id'] ?? '');
    return expect(await content.text()).toBe('The harbour of one.');
  }
  expect(await world.call(method, path, await bodyOf(operation))).toMatchObject({ status: 200 });
});

it.each(NOT_OURS)('%s is no route here', async (operation) => {
  const [method = '', template = ''] = operation.split(' ');
  expect((await world.call(method, template.replace(/\{\w+\}/, 'a-model'))).status).toBe(404);
});
