import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run, RunStatus } from '../../../lib/assistants/objects.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { costAt } from '../../../lib/models/prices/cost-at.ts';
import { createUsage } from '../../../lib/panel/options/usage.ts';
import { Database } from '../../../lib/store/database.ts';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { createSettings } from '../../../lib/store/settings.ts';
import { eventually } from '../../support/eventually.ts';

const OPENAI: Connection = {
  ...{ id: 'conn_openai', name: 'OpenAI', service: 'openai', base_url: 'https://api.openai.com/v1' },
  ...{ protocol: 'responses', model: 'gpt-5-mini', key_hint: null, created_at: 0 },
};

type Change = { tokens?: number; model?: string; connection?: string; status?: RunStatus; estimated?: true };

function run(order: number, { tokens = 1_000, connection = OPENAI.id, ...change }: Change = {}): Run {
  const { model = 'gpt-5-mini', status = 'completed', estimated } = change;
  const used = { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens };
  const active = status === 'in_progress' ? { active: 1 as const } : {};
  return {
    ...{ id: `run_${order}`, thread_id: 'thread_1', status, model },
    ...{ started_at: 100, completed_at: status === 'completed' ? 104 : null, failed_at: null, cancelled_at: null },
    local: {
      ...{ order, connection_id: connection, used, ...active },
      ...(estimated === undefined ? {} : { usage_estimated: estimated }),
    },
  } as Run;
}

let db: Database;
let databases = 0;

beforeEach(async () => {
  databases += 1;
  db = new Database(`usage-${databases}`);
  await db.connections.put(OPENAI);
});

afterEach(() => db.close());

async function watched(runs: readonly Run[], loadCosts = async () => costAt) {
  await db.runs.bulkPut([...runs]);
  const changed = vi.fn();
  const loaded = vi.fn(loadCosts);
  const usage = createUsage({ reads: createPanelReads(db), loadCosts: loaded }, changed);
  usage.watch('thread_1');
  const newest = runs.at(-1)?.id ?? '';
  return { usage, changed, loaded, seen: () => usage.views().get(newest) ?? null };
}

const sum = async (runs: readonly Run[]) => {
  const { seen } = await watched(runs);
  await eventually(() => expect(seen()).not.toBeNull());
  return seen();
};

it('shows what naming its thread has added to an answer, also where nobody knows the price', async () => {
  const answered = run(1, { model: 'unheard-of' });
  const { seen } = await watched([answered]);
  await eventually(() => expect(seen()).toMatchObject({ tokens: 1_000, cost: null }));
  await db.runs.put(run(1, { model: 'unheard-of', tokens: 1_040 }));
  await eventually(() => expect(seen()).toMatchObject({ tokens: 1_040, cost: null }));
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('what an answer has used', () => {
  it('is its model, time, tokens and cost', async () => {
    expect(await sum([run(1)])).toMatchObject({
      ...{ run_id: 'run_1', model: 'gpt-5-mini', seconds: 4, tokens: 1_000, estimated: false, thread: null },
      cost: { basis: 'list', usd: 0.00025 },
    });
  });

  it('comes with the sum over the thread, without answers that no model made', async () => {
    const used = await sum([run(1, { tokens: 3_000 }), run(2, { connection: 'on-device' }), run(3)]);
    expect(used?.tokens).toBe(1_000);
    expect(used?.thread).toEqual({
      ...{ tokens: 4_000, estimated: false, tokens_at_least: false, usd: 0.001, usd_at_least: false },
    });
  });

  it('says where a sum leaves something out, and where it is an estimate', async () => {
    const used = await sum([run(1, { model: 'gpt-99', estimated: true }), run(2)]);
    expect(used).toMatchObject({ estimated: false, thread: { estimated: true, usd: 0.00025, usd_at_least: true } });
    expect(used?.thread?.tokens_at_least).toBe(false);
  });

  it('does not hide that an answer that was cut off has used more than anybody counted', async () => {
    const after = await sum([run(1, { status: 'cancelled', tokens: 0 }), run(2)]);
    expect(after).toMatchObject({ estimated: false, thread: { tokens_at_least: true, usd_at_least: true } });
  });

  it('is an estimate itself where it was cut off', async () => {
    expect(await sum([run(1, { status: 'failed' })])).toMatchObject({ tokens: 1_000, estimated: true });
  });

  it('has no cost once the connection is gone', async () => {
    await db.connections.delete(OPENAI.id);
    expect(await sum([run(1), run(2)])).toMatchObject({ cost: null, thread: { tokens: 2_000, usd: null } });
  });

  it('has no time where the run did not get to its end', async () => {
    expect((await sum([run(1, { status: 'expired' })]))?.seconds).toBeNull();
  });

  it('follows the user’s own price at once', async () => {
    const { seen } = await watched([run(1)]);
    await eventually(() => expect(seen()?.cost?.basis).toBe('list'));
    await createSettings(db).setPrice('gpt-5-mini', { in: 2, out: 8 });
    await eventually(() => expect(seen()?.cost).toEqual({ basis: 'own', usd: 0.002 }));
    await createSettings(db).setPrice('gpt-5-mini', null);
    await eventually(() => expect(seen()?.cost?.basis).toBe('list'));
  });

  it.each([
    ['no model had a part in it', run(1, { connection: 'on-device' })],
    ['it is under way', run(1, { status: 'in_progress' })],
  ])('is nothing, and loads no prices, where %s', async (_name, only) => {
    const { seen, loaded } = await watched([only]);
    await pause();
    expect(seen()).toBeNull();
    expect(loaded).not.toHaveBeenCalled();
  });

  it.each(['cancelled', 'failed', 'expired'] as const)('is model and time where nobody counted: %s', async (status) => {
    const used = await sum([{ ...run(1, { tokens: 0, status }), failed_at: 107 }]);
    expect(used).toMatchObject({ model: 'gpt-5-mini', seconds: 7, tokens: 0, cost: null, thread: null });
  });

  it('is not shown under another answer than its own', async () => {
    const { usage, seen } = await watched([run(1)]);
    await eventually(() => expect(seen()).not.toBeNull());
    expect([...usage.views().keys()]).toEqual(['run_1']);
    usage.watch(null);
    expect(seen()).toBeNull();
  });

  it('is there for every answer, and stays while another is under way', async () => {
    const { usage, seen } = await watched([run(1), run(2, { tokens: 20 })]);
    await eventually(() => expect(seen()).not.toBeNull());
    expect(usage.views().get('run_1')).toMatchObject({ tokens: 1_000, thread: null });
    const before = usage.views().get('run_1');
    await db.runs.put(run(3, { status: 'in_progress' }));
    await pause();
    expect(usage.views().get('run_1')).toBe(before);
    await db.runs.put(run(3));
    await eventually(() => expect(usage.views().get('run_3')).toBeDefined());
    expect(usage.views().get('run_1')).toBe(before);
  });

  it('keeps its identity while nothing in it changes', async () => {
    const { seen } = await watched([run(1)]);
    await eventually(() => expect(seen()).not.toBeNull());
    expect(seen()).toBe(seen());
  });

  it('still tells the tokens when the prices cannot be loaded', async () => {
    const { seen } = await watched([run(1)], () => Promise.reject(new Error('gone')));
    await eventually(() => expect(seen()).toMatchObject({ tokens: 1_000, cost: null }));
  });
});

describe('the user’s own prices', () => {
  it('are one for a model, the last one typed', async () => {
    const settings = createSettings(db);
    await settings.setPrice('a', { in: 1, out: 2 });
    await settings.setPrice('b', { in: 3, out: 4 });
    await settings.setPrice('a', { in: 5, out: 0 });
    expect(await settings.prices()).toEqual([
      { model: 'b', in: 3, out: 4 },
      { model: 'a', in: 5, out: 0 },
    ]);
  });

  it('leave out what is no price', async () => {
    const good = { model: 'a', in: 1, out: 2 };
    await db.settings.put({ key: 'prices', value: [null, 'x', { model: 'b' }, { ...good, in: -1 }, good] });
    expect(await createSettings(db).prices()).toEqual([good]);
  });
});
