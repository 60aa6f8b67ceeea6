import { describe, expect, it } from 'vitest';
import { settle } from '../support/engine.ts';
import { ACTIVE, INTO, type Place, QUESTION, type RunStatus, STATUSES, TERMINAL, useWorld } from './world.ts';

const world = useWorld();

type Row = readonly [
  command: string,
  give: (place: Place) => ReturnType<typeof world.call>,
  sentence: (place: Place) => string,
];

const LOCKED: readonly Row[] = [
  [
    'adding a message',
    ({ thread_id }) => world.call('POST', `/threads/${thread_id}/messages`, QUESTION),
    ({ thread_id, run_id }) => `Can't add messages to ${thread_id} while a run ${run_id} is active.`,
  ],
  [
    'asking for another run',
    ({ thread_id }) => world.call('POST', `/threads/${thread_id}/runs`, { assistant_id: 'asst_sitethread' }),
    ({ thread_id, run_id }) => `Thread ${thread_id} already has an active run ${run_id}.`,
  ],
  [
    'deleting a message',
    async ({ thread_id }) => {
      const [message] = await world.messages(thread_id);
      return world.call('DELETE', `/threads/${thread_id}/messages/${message?.id}`);
    },
    ({ thread_id, run_id }) => `Can't delete messages from ${thread_id} while a run ${run_id} is active.`,
  ],
  [
    'deleting the thread',
    ({ thread_id }) => world.call('DELETE', `/threads/${thread_id}`),
    ({ thread_id, run_id }) => `Can't delete ${thread_id} while a run ${run_id} is active.`,
  ],
];

describe.each(STATUSES)('a run that is %s', (status) => {
  it('says so', async () => {
    const place = await INTO[status](world);
    expect(await world.run(place)).toMatchObject({ id: place.run_id, status });
  });

  it.each(LOCKED)('lets the thread be locked while it is active: %s', async (_name, give, sentence) => {
    const place = await INTO[status](world);
    const { status: code, body } = await give(place);
    if (TERMINAL.includes(status)) return expect(code).toBe(200);
    expect(code).toBe(400);
    expect(body.error).toEqual({ message: sentence(place), type: 'invalid_request_error', param: null, code: null });
    expect(await world.run(place)).toMatchObject({ status });
  });

  it('takes metadata', async () => {
    const { thread_id, run_id } = await INTO[status](world);
    const { body } = await world.call('POST', `/threads/${thread_id}/runs/${run_id}`, { metadata: { a: 'b' } });
    expect(body).toMatchObject({ id: run_id, status, metadata: { a: 'b' } });
    expect(await world.run({ thread_id, run_id })).toMatchObject({ status, metadata: { a: 'b' } });
  });

  it('has the times that belong to its status, and no others', async () => {
    const { created_at, ...run } = await world.run(await INTO[status](world));
    const began = status !== 'queued';
    const ends = { cancelled_at: status === 'cancelled', failed_at: status === 'failed' };
    expect(run.started_at !== null).toBe(began);
    for (const [name, has] of Object.entries(ends))
      expect([name, run[name as keyof typeof ends] !== null]).toEqual([name, has]);
    if (status !== 'incomplete') expect(run.completed_at !== null).toBe(status === 'completed');
    expect(run.expires_at).toBe(ACTIVE.includes(status) ? created_at + 600 : null);
    expect(run.usage === null).toBe(ACTIVE.includes(status));
    expect(run.required_action === null).toBe(status !== 'requires_action');
    expect(run.last_error === null).toBe(status !== 'failed');
    expect(run.incomplete_details === null).toBe(status !== 'incomplete');
  });
});

describe.each(STATUSES.filter((status) => status !== 'requires_action'))('a run that is %s', (status) => {
  it('accepts no tool outputs', async () => {
    const place = await INTO[status](world);
    const { status: code, body } = await world.submit(place, 'call_weather', 'call_time');
    expect([code, body.error?.message]).toEqual([400, `Runs in status "${status}" do not accept tool outputs.`]);
    expect(await world.run(place)).toMatchObject({ status });
  });
});

describe.each(TERMINAL)('a run that is %s', (status) => {
  it('can not be cancelled', async () => {
    const place = await INTO[status](world);
    const { status: code, body } = await world.cancel(place);
    expect([code, body.error?.message]).toEqual([400, `Cannot cancel run with status '${status}'.`]);
  });

  it('stays what it is when time passes and the worker is started again', async () => {
    const place = await INTO[status](world);
    const before = await world.run(place);
    await world.pass(700);
    await world.restart();
    await world.worker.backend.words('More');
    expect(await world.run(place)).toEqual(before);
  });

  it('leaves nothing open behind', async () => {
    const place = await INTO[status](world);
    for (const step of await world.steps(place)) expect(step.status).not.toBe('in_progress');
    for (const message of await world.messages(place.thread_id)) expect(message.status).not.toBe('in_progress');
    expect(world.clock.waiting).toBe(0);
  });
});

const CANCELLABLE: readonly RunStatus[] = ['queued', 'in_progress', 'requires_action'];

describe.each(CANCELLABLE)('a run that is %s', (status) => {
  it('is cancelled when it is asked to', async () => {
    const place = await INTO[status](world);
    const { status: code, body } = await world.cancel(place);
    expect(code).toBe(200);
    expect(['cancelling', 'cancelled']).toContain(body.status);
    await settle();
    expect(await world.run(place)).toMatchObject({ status: 'cancelled', required_action: null });
    for (const step of await world.steps(place)) expect(step.status).toBe('cancelled');
  });
});

describe.each(ACTIVE)('a run that is %s', (status) => {
  it('is over at ten minutes and not a second before', async () => {
    const place = await INTO[status](world);
    const { created_at } = await world.run(place);
    await world.pass(599);
    await world.worker.engine.reconcile();
    await settle();
    const early = (await world.run(place)).status;
    // Taking up a queued run is what a worker is for.
    expect(early).toBe(status === 'queued' ? 'in_progress' : status);
    await world.pass(1);
    await world.worker.engine.reconcile();
    await settle();
    const run = await world.run(place);
    expect(run.status).toBe(status === 'cancelling' ? 'cancelled' : 'expired');
    expect(world.clock.now() / 1000).toBe(created_at + 600);
    expect((await world.call('POST', `/threads/${place.thread_id}/messages`, QUESTION)).status).toBe(200);
  });
});

it('a run that is cancelling keeps cancelling when it is asked again', async () => {
  const place = await INTO.cancelling(world);
  await world.cancel(place);
  expect(await world.run(place)).toMatchObject({ status: 'cancelling' });
});

it('a run that waits expires in the worker that is there, without any reconcile', async () => {
  const place = await world.waiting();
  await world.pass(600);
  expect(await world.run(place)).toMatchObject({ status: 'expired', required_action: null });
  expect(await world.steps(place)).toMatchObject([{ status: 'expired', expired_at: expect.any(Number) }]);
});

it('of two runs that are asked for at once one is made', async () => {
  const thread = await world.thread(QUESTION);
  const ask = () => world.call('POST', `/threads/${thread}/runs`, { assistant_id: 'asst_sitethread' });
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  const made = answers.find(({ status }) => status === 200)?.body.id;
  for (const { status, body } of answers)
    if (status === 400) expect(body.error?.message).toBe(`Thread ${thread} already has an active run ${made}.`);
});

it('a run in one thread does not lock another', async () => {
  await INTO.in_progress(world);
  const other = await world.thread();
  expect((await world.call('POST', `/threads/${other}/messages`, QUESTION)).status).toBe(200);
});

it('of outputs and a cancel that come at once one wins, and the run ends', async () => {
  const place = await world.waiting();
  const [outputs, cancelled] = await Promise.all([
    world.submit(place, 'call_weather', 'call_time'),
    world.cancel(place),
  ]);
  expect(cancelled.status).toBe(200);
  await settle();
  expect(await world.run(place)).toMatchObject({ status: 'cancelled' });
  if (outputs.status === 400) expect(outputs.body.error?.message).toMatch(/do not accept tool outputs\.$/);
  else expect(outputs.body.status).toBe('queued');
});
