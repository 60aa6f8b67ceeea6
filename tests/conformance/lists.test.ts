import { describe, expect, it } from 'vitest';
import { type Answer, useWorld } from './world.ts';

const world = useWorld();

type Listed = {
  readonly data: readonly { readonly id: string }[];
  readonly has_more: boolean;
  readonly first_id: string;
  readonly last_id: string;
};

/** Makes `count` rows, oldest first, and says where they are listed. */
type Kind = readonly [name: string, make: (count: number) => Promise<{ path: string; ids: string[] }>];

async function eachOf(count: number, make: (index: number) => Promise<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await make(index)).id);
  return ids;
}

const KINDS: readonly Kind[] = [
  [
    'messages',
    async (count) => {
      const thread_id = await world.thread();
      const ids = await eachOf(count, (index) =>
        world.worker.threads.messages.create(thread_id, { role: 'user', content: `${index}` }),
      );
      return { path: `/threads/${thread_id}/messages`, ids };
    },
  ],
  [
    'runs',
    async (count) => {
      const thread_id = await world.thread({ role: 'user', content: 'Why?' });
      const ids = await eachOf(count, async () => {
        const id = await world.askIn(thread_id);
        await world.worker.backend.say({ type: 'finish', reason: 'stop' });
        return { id };
      });
      return { path: `/threads/${thread_id}/runs`, ids };
    },
  ],
  [
    'run steps',
    async (count) => {
      const place = await world.ask({ tools: [{ type: 'function', function: { name: 'a' } }] });
      for (let index = 0; index < count; index += 1) {
        await world.worker.backend.say(
          { type: 'tool-call-delta', index: 0, id: `call_${index}`, name: 'a', arguments_delta: '{}' },
          { type: 'finish', reason: 'tool-calls' },
        );
        await world.submit(place, `call_${index}`);
        await world.pass(0);
      }
      return {
        path: `/threads/${place.thread_id}/runs/${place.run_id}/steps`,
        ids: (await world.steps(place)).map(({ id }) => id),
      };
    },
  ],
  [
    'assistants',
    async (count) => {
      const ids = await eachOf(count, (index) =>
        world.worker.client.beta.assistants.create({ model: 'a-model', name: `${index}` }),
      );
      return { path: '/assistants', ids };
    },
  ],
  [
    'files',
    async (count) => {
      const ids = await eachOf(count, (index) =>
        world.worker.client.files.create({ purpose: 'assistants', file: new File([`${index}`], `${index}.txt`) }),
      );
      return { path: '/files', ids };
    },
  ],
  [
    'vector stores',
    async (count) => {
      const ids = await eachOf(count, (index) => world.worker.client.vectorStores.create({ name: `${index}` }));
      return { path: '/vector_stores', ids };
    },
  ],
];

async function list(path: string, query = ''): Promise<Listed> {
  const { status, body } = await world.call('GET', `${path}${query}`);
  expect([status, body['object']]).toEqual([200, 'list']);
  return body as unknown as Listed;
}

function idsOf({ data }: Listed): string[] {
  return data.map(({ id }) => id);
}

describe.each(KINDS)('a list of %s', (_name, make) => {
  it('is newest first, and says where it begins and ends', async () => {
    const { path, ids } = await make(5);
    const all = await list(path);
    expect(idsOf(all)).toEqual(ids.toReversed());
    expect([all.first_id, all.last_id, all.has_more]).toEqual([ids[4], ids[0], false]);
  });

  it('is oldest first when it is asked to be, also within one second', async () => {
    const { path, ids } = await make(5);
    expect(idsOf(await list(path, '?order=asc'))).toEqual(ids);
  });

  it('is as long as its limit, and tells whether there is more', async () => {
    const { path, ids } = await make(5);
    const some = await list(path, '?limit=2&order=asc');
    expect([idsOf(some), some.has_more]).toEqual([ids.slice(0, 2), true]);
    expect((await list(path, '?limit=5')).has_more).toBe(false);
    expect((await list(path, '?limit=4')).has_more).toBe(true);
  });

  it('goes on after a row, in both orders', async () => {
    const { path, ids } = await make(5);
    const rising = await list(path, `?order=asc&limit=2&after=${ids[1]}`);
    expect([idsOf(rising), rising.has_more]).toEqual([ids.slice(2, 4), true]);
    const falling = await list(path, `?limit=10&after=${ids[2]}`);
    expect([idsOf(falling), falling.has_more]).toEqual([[ids[1], ids[0]], false]);
  });

  it('is read to its end by the cursors, each row once', async () => {
    const { path, ids } = await make(7);
    const seen: string[] = [];
    let after = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await list(path, `?limit=3&order=asc${after}`);
      seen.push(...idsOf(page));
      if (!page.has_more) break;
      after = `&after=${page.last_id}`;
    }
    expect(seen).toEqual(ids);
  });
});

/** The published list of files has no `before`. */
const BOTH_WAYS = KINDS.filter(([name]) => name !== 'files');

describe.each(BOTH_WAYS)('a list of %s', (_name, make) => {
  it('goes back before a row, in both orders', async () => {
    const { path, ids } = await make(5);
    expect(idsOf(await list(path, `?order=asc&before=${ids[2]}`))).toEqual(ids.slice(0, 2));
    expect(idsOf(await list(path, `?before=${ids[2]}`))).toEqual([ids[4], ids[3]]);
  });

  it('ends right before a row: that is the previous page', async () => {
    const { path, ids } = await make(5);
    expect(idsOf(await list(path, `?order=asc&limit=2&before=${ids[4]}`))).toEqual(ids.slice(2, 4));
    expect(idsOf(await list(path, `?limit=2&before=${ids[0]}`))).toEqual([ids[2], ids[1]]);
  });

  it('lies between two rows', async () => {
    const { path, ids } = await make(5);
    expect(idsOf(await list(path, `?order=asc&after=${ids[0]}&before=${ids[4]}`))).toEqual(ids.slice(1, 4));
  });
});

describe('a long list', () => {
  it('has 20 rows unless more are asked for, and at most 100', async () => {
    const [, make] = KINDS[0] ?? [];
    const { path, ids } = (await make?.(130)) ?? { path: '', ids: [] };
    expect(idsOf(await list(path))).toEqual(ids.toReversed().slice(0, 20));
    const page = await list(path, '?limit=100&order=asc');
    expect([page.data.length, page.has_more]).toEqual([100, true]);
    expect(idsOf(await list(path, `?limit=100&order=asc&after=${page.last_id}`))).toEqual(ids.slice(100));
  });

  it('is read whole by the SDK', async () => {
    const thread_id = await world.thread();
    for (let index = 0; index < 45; index += 1)
      await world.worker.threads.messages.create(thread_id, { role: 'user', content: `${index}` });
    const seen: string[] = [];
    for await (const message of world.worker.threads.messages.list(thread_id, { order: 'asc', limit: 10 }))
      seen.push(message.id);
    expect(new Set(seen).size).toBe(45);
    expect(seen).toHaveLength(45);
  });
});

it('rows that come while a list is read do not shift it', async () => {
  const thread_id = await world.thread(
    { role: 'user', content: 'a' },
    { role: 'user', content: 'b' },
    { role: 'user', content: 'c' },
  );
  const path = `/threads/${thread_id}/messages`;
  const first = await list(path, '?limit=2');
  await world.worker.threads.messages.create(thread_id, { role: 'user', content: 'd' });
  const second = await list(path, `?limit=2&after=${first.last_id}`);
  expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(3);
  expect(second.has_more).toBe(false);
});

it('an empty list has empty ids and no more', async () => {
  const thread_id = await world.thread();
  expect(await list(`/threads/${thread_id}/messages`)).toEqual({
    object: 'list',
    data: [],
    first_id: '',
    last_id: '',
    has_more: false,
  });
});

it('messages are listed by the run that wrote them', async () => {
  const first = await world.ask();
  await world.worker.backend.words('One.');
  await world.worker.backend.stop();
  const second = await world.askIn(first.thread_id);
  await world.worker.backend.words('Two.');
  await world.worker.backend.stop();
  const path = `/threads/${first.thread_id}/messages`;
  const ofSecond = await list(path, `?run_id=${second}`);
  expect(ofSecond.data).toMatchObject([{ run_id: second, content: [{ text: { value: 'Two.' } }] }]);
  expect((await list(path, '?run_id=run_x')).data).toEqual([]);
  const elsewhere = await world.thread();
  expect((await list(`/threads/${elsewhere}/messages`, `?run_id=${second}`)).data).toEqual([]);
});

it('files are listed by their purpose', async () => {
  for (const purpose of ['assistants', 'vision', 'user_data'] as const)
    await world.worker.client.files.create({ purpose, file: new File(['a'], `${purpose}.txt`) });
  expect((await list('/files', '?purpose=vision')).data).toMatchObject([{ filename: 'vision.txt' }]);
  expect((await list('/files')).data).toHaveLength(3);
});

it('a thread lists its own rows alone', async () => {
  const one = await world.thread({ role: 'user', content: 'a' });
  const other = await world.thread({ role: 'user', content: 'b' });
  const [mine] = idsOf(await list(`/threads/${one}/messages`));
  const answers: Answer[] = [
    await world.call('GET', `/threads/${other}/messages/${mine}`),
    await world.call('POST', `/threads/${other}/messages/${mine}`, { metadata: {} }),
    await world.call('DELETE', `/threads/${other}/messages/${mine}`),
  ];
  for (const { status, body } of answers)
    expect([status, body.error?.message]).toEqual([404, `No message found with id '${mine}'.`]);
});
