import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { threadCommands } from '../../../lib/assistants/thread-commands.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { createAnswering as createPanelAnswering } from '../../../lib/panel/asking/answering.ts';
import { createRequests } from '../../../lib/panel/asking/requests.ts';
import type { AnsweringView } from '../../../lib/panel/model.ts';
import type { PanelBackground } from '../../../lib/panel/ports.ts';
import { createAnswering } from '../../../lib/store/answering.ts';
import { createConnections } from '../../../lib/store/connections.ts';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { backgroundOf } from '../../support/assistants-page.ts';
import { createWorld } from '../../support/engine.ts';

const SITE = 'a.test';

let world: ReturnType<typeof createWorld>;
let worker: ReturnType<typeof world.startWorker>;
let setUp: ReturnType<typeof panel>;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
  setUp = panel();
});

function panel() {
  const commands = threadCommands(worker.engine);
  const send = (name: keyof typeof commands, input: never) => commands[name](input);
  const background = { ...backgroundOf(worker), send } as unknown as PanelBackground;
  const reads = createPanelReads(world.db);
  const failures: unknown[] = [];
  const answering = createPanelAnswering({
    ...{ reads, background, isBlind: () => false, changed: () => undefined },
    failed: (thrown) => failures.push(thrown),
  });
  const requests = createRequests(background, answering.askedOf);
  return { answering, requests, failures };
}

const make = (name: string, more: object = {}) =>
  worker.client.beta.assistants.create({ model: 'default', name, ...more });
const thread = async () => (await worker.engine.threads.currentOf(SITE)).id;
const shown = (change: Partial<AnsweringView> | object) =>
  expect.poll(() => setUp.answering.view()).toMatchObject(change as never);

async function ask(threadId: string, more: object = {}) {
  const run = await setUp.requests.createRun(threadId, {
    ...{ text: 'Q', attachments: [], pictures: [], metadata: {} },
    ...more,
  });
  const made = await worker.client.beta.threads.runs.retrieve(run.id, { thread_id: threadId });
  await worker.client.beta.threads.runs.cancel(run.id, { thread_id: threadId });
  await expect
    .poll(async () => (await worker.client.beta.threads.runs.retrieve(run.id, { thread_id: threadId })).status)
    .toBe('cancelled');
  return made;
}

describe('who answers', () => {
  it('is the default assistant while nobody is chosen', async () => {
    setUp.answering.follow(SITE, null);
    await shown({ assistant: { id: 'asst_sitethread', is_default: true }, missing: null, on_device: true });
    expect(await ask(await thread())).toMatchObject({ assistant_id: 'asst_sitethread' });
  });

  it('is whom the thread has, else the site, else everybody', async () => {
    const [one, two, three] = [await make('One'), await make('Two'), await make('Three')];
    const store = createAnswering(world.db);
    const id = await thread();
    setUp.answering.follow(SITE, id);
    await store.setOverall(one.id);
    await shown({ assistant: { name: 'One' } });
    await store.keepForSite(SITE, { assistant_id: two.id, model: null });
    await shown({ assistant: { name: 'Two' }, always: true });
    setUp.answering.actions.chooseAssistant(three.id);
    await shown({ assistant: { name: 'Three' }, always: false });
    expect(await ask(id)).toMatchObject({ assistant_id: three.id });
    const { id: next } = await worker.engine.threads.startFor(SITE);
    expect(await ask(next)).toMatchObject({ assistant_id: two.id });
    const elsewhere = await worker.engine.threads.currentOf('b.test');
    expect(await ask(elsewhere.id)).toMatchObject({ assistant_id: one.id });
    expect(setUp.failures).toEqual([]);
  });

  it('is chosen before there is a thread', async () => {
    const one = await make('One');
    setUp.answering.follow(SITE, null);
    setUp.answering.actions.chooseAssistant(one.id);
    await expect.poll(async () => (await worker.engine.threads.currentOf(SITE)).local.assistant_id).toBe(one.id);
  });

  it('stays with the site once that is wanted, and no longer than that', async () => {
    const one = await make('One');
    const id = await thread();
    setUp.answering.follow(SITE, id);
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ assistant: { name: 'One' }, always: false });
    setUp.answering.actions.answerAlways(true);
    await shown({ always: true });
    setUp.answering.follow(SITE, null);
    await shown({ assistant: { name: 'One' }, always: true });
    setUp.answering.follow(SITE, id);
    await shown({ assistant: { name: 'One' }, always: true });
    setUp.answering.actions.answerAlways(false);
    await shown({ assistant: { name: 'One' }, always: false });
    setUp.answering.follow(SITE, null);
    await shown({ assistant: { is_default: true } });
  });

  it('is the default assistant, with a word about it, where the one that was chosen is deleted', async () => {
    const one = await make('One');
    const id = await thread();
    setUp.answering.follow(SITE, id);
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ assistant: { name: 'One' }, missing: null });
    await worker.client.beta.assistants.delete(one.id);
    await shown({ assistant: { is_default: true }, missing: 'assistant' });
    expect(await ask(id)).toMatchObject({ assistant_id: 'asst_sitethread' });
    setUp.answering.actions.chooseAssistant('asst_sitethread');
    await shown({ missing: null });
  });
});

describe('what they answer with', () => {
  const connection = (id: string): Connection => ({
    ...{ id, name: id, service: 'custom', base_url: 'http://127.0.0.1:1/v1', protocol: 'chat-completions' },
    ...{ model: 'small', key_hint: null, created_at: 0 },
  });

  it('is the assistant’s own until another is chosen for the thread', async () => {
    const connections = createConnections(world.db);
    await connections.save(connection('conn_1'));
    await connections.save(connection('conn_2'));
    const one = await make('One', { model: 'conn_2/large' });
    const id = await thread();
    setUp.answering.follow(SITE, id);
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ name: 'conn_2', model: 'large', chosen_model: null });
    setUp.answering.actions.chooseModel('conn_1/');
    await shown({ name: 'conn_1', model: 'small', chosen_model: 'conn_1/', assistant: { name: 'One' } });
    setUp.answering.actions.chooseModel('on-device');
    await shown({ on_device: true, sight: 'none' });
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ name: 'conn_2', chosen_model: null });
    await connections.delete('conn_2');
    await shown({ name: 'conn_1', missing: 'connection' });
  });

  it('leaves functions out, which nobody in the panel performs', async () => {
    const weather = { type: 'function', function: { name: 'get_weather' } };
    const one = await make('One', { tools: [weather, { type: 'file_search' }] });
    const id = await thread();
    setUp.answering.follow(SITE, id);
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ assistant: { name: 'One' } });
    expect((await ask(id)).tools).toEqual([{ type: 'file_search' }]);
    expect((await worker.client.beta.assistants.retrieve(one.id)).tools).toHaveLength(2);
  });

  it('is another assistant’s own when that one is asked once', async () => {
    const [one, two] = [await make('One'), await make('Two', { model: 'on-device' })];
    const id = await thread();
    setUp.answering.follow(SITE, id);
    setUp.answering.actions.chooseAssistant(one.id);
    await shown({ assistant: { name: 'One' } });
    expect(await ask(id, { assistant_id: two.id })).toMatchObject({ assistant_id: two.id });
    expect(await ask(id)).toMatchObject({ assistant_id: one.id });
  });
});
