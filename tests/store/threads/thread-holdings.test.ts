import { beforeEach, describe, expect, it } from 'vitest';
import { PAGE_MEDIA_TYPE } from '../../../lib/page/snapshot.ts';
import { pageAssistRows } from '../../../lib/panel/page-assist/to-rows.ts';
import { indexEarlierMessages, WORDS_BEHIND } from '../../../lib/store/search/message-words.ts';
import { importForeign } from '../../../lib/store/transfer/import-foreign.ts';
import { countRows } from '../../support/counted-rows.ts';
import { createWorld, settle, type Worker } from '../../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

const snapshot = (name: string) => ({
  ...{
    url: `https://bees.test/${name}`,
    title: name,
    byline: null,
    language: 'en',
    captured_at: 1,
    content_hash: name,
  },
  ...{
    kind: 'article',
    markdown: 'Secret words.',
    passages: [{ id: 1, text: 'Secret words.', headings: [] }],
    selection: null,
  },
});

async function upload(name: string): Promise<string> {
  const file = new File([JSON.stringify(snapshot(name))], 'page.json', { type: PAGE_MEDIA_TYPE });
  return (await worker.client.files.create({ purpose: 'assistants', file })).id;
}

/** A site's thread with a message that attaches these files. */
async function begin(site: string, ...file_ids: readonly string[]): Promise<string> {
  const { id } = await worker.engine.threads.startFor(site);
  await attach(id, ...file_ids);
  return id;
}

async function attach(id: string, ...file_ids: readonly string[]): Promise<void> {
  const attachments = file_ids.map((file_id) => ({ file_id, tools: [{ type: 'file_search' as const }] }));
  await worker.engine.messages.create(id, { role: 'user', content: 'What is it?', attachments });
  await settle();
}

const stored = async () => {
  const { files, file_contents, vector_stores, vector_store_files, vector_store_chunks } = world.db;
  const tables = [files, file_contents, vector_stores, vector_store_files, vector_store_chunks];
  return Promise.all(tables.map((table) => table.count()));
};

describe('a deleted thread of a site', () => {
  it('takes its pages with it, their bytes and what was made of them', async () => {
    const id = await begin('bees.test', await upload('a'), await upload('b'));
    expect(await stored()).toEqual([2, 2, 1, 2, 0]);
    await worker.engine.threads.delete(id);
    expect(await stored()).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes pages and pictures with it whose messages were removed before, unless another thread has them', async () => {
    const shared = await upload('b');
    const id = await begin('bees.test', await upload('a'), shared);
    await show(id, await picture());
    const other = await begin('other.test', shared);
    for (const message of await world.db.messages.toArray())
      if (message.thread_id === id) await worker.engine.messageVersions.remove(id, message.id);
    await worker.engine.threads.delete(id);
    expect(await world.db.files.toCollection().primaryKeys()).toEqual([shared]);
    await worker.engine.threads.delete(other);
    expect(await stored()).toEqual([0, 0, 0, 0, 0]);
  });

  it('leaves what was removed from the thread that it has branched off from, where it can be put back', async () => {
    const id = await begin('bees.test');
    const [first] = await world.db.messages.toArray();
    const removed = await worker.engine.messageVersions.remove(id, await show(id, await picture()));
    const branch = await worker.engine.threads.branch(id, first?.id ?? '');
    await worker.engine.threads.delete(branch.id);
    await worker.engine.messageVersions.putBack(removed);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });

  it('leaves what another thread shows, on another site too', async () => {
    const [shared, own] = [await upload('a'), await upload('b')];
    const id = await begin('bees.test', shared, own);
    const other = await begin('other.test', shared);
    await worker.engine.threads.delete(id);
    expect(await world.db.files.toCollection().primaryKeys()).toEqual([shared]);
    await worker.engine.threads.delete(other);
    expect(await stored()).toEqual([0, 0, 0, 0, 0]);
  });

  it('leaves what a thread shows that has branched off, its store included', async () => {
    const file = await upload('a');
    const id = await begin('bees.test', file);
    const [message] = await world.db.messages.toArray();
    await worker.engine.threads.branch(id, message?.id ?? '');
    await worker.engine.threads.delete(id);
    expect(await stored()).toEqual([1, 1, 1, 1, 0]);
  });

  it('leaves what somebody has put into a store of another kind', async () => {
    const file = await upload('a');
    const id = await begin('bees.test', file);
    await worker.client.vectorStores.create({ name: 'mine', file_ids: [file] });
    await settle();
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 3)).toEqual([1, 1, 1]);
  });
});

async function picture(): Promise<string> {
  const file = new File([new Uint8Array([137])], 'bee.png', { type: 'image/png' });
  return (await worker.client.files.create({ purpose: 'vision', file })).id;
}

async function show(id: string, file_id: string): Promise<string> {
  const content = [{ type: 'image_file' as const, image_file: { file_id } }];
  return (await worker.engine.messages.create(id, { role: 'user', content })).id;
}

describe('a picture of a deleted thread of a site', () => {
  it('goes with it', async () => {
    const id = await begin('bees.test');
    await show(id, await picture());
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });

  it('stays while a thread shows it that has branched off and now belongs to another site', async () => {
    const { id } = await worker.engine.threads.startFor('bees.test');
    const branch = await worker.engine.threads.branch(id, await show(id, await picture()));
    const scopes = [
      ['bees.test', 'everywhere'],
      ['other.test', 'site'],
    ] as const;
    for (const [site, scope] of scopes)
      await worker.engine.threads.setScope(branch.id, { site, page: null }, { scope, title: '' });
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
    await worker.engine.threads.delete(branch.id);
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });

  it('stays while a thread of another kind shows it', async () => {
    const file = await picture();
    const { id } = await worker.engine.threads.startFor('bees.test');
    await show(id, file);
    await show((await worker.client.beta.threads.create()).id, file);
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
  });

  it('goes with a chat that was imported without a page, too', async () => {
    const message = {
      ...{ id: 'm1', role: 'user' as const, text: 'What is it?', images: ['data:image/png;base64,AAAA'] },
      ...{ pages: [], model: '', created_at: 1 },
    };
    const chat = { id: 'pa_1', title: 'A bee', pinned: false, created_at: 1, messages: [message] };
    const { files, ...rows } = pageAssistRows({ chats: [chat] }, 1);
    await importForeign(world.db, { ...rows, files, prompts: [] });
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
    await worker.engine.threads.delete('thread_pa_1');
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });
});

describe('an assistant', () => {
  it('keeps the store that it shares with a deleted thread of a site', async () => {
    const id = await begin('bees.test', await upload('a'));
    const vector_store_ids = (await world.db.threads.get(id))?.tool_resources?.file_search?.vector_store_ids ?? [];
    const tool_resources = { file_search: { vector_store_ids: [...vector_store_ids] } };
    await worker.client.beta.assistants.create({ model: 'm', tool_resources });
    await worker.engine.threads.delete(id);
    expect(vector_store_ids).toHaveLength(1);
    expect(await stored()).toEqual([1, 1, 1, 1, 0]);
  });

  it('keeps the files that it computes with', async () => {
    const file = await upload('a');
    const id = await begin('bees.test', file);
    const { assistants } = worker.client.beta;
    await assistants.create({ model: 'm', tool_resources: { code_interpreter: { file_ids: [file] } } });
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
  });
});

describe('what a deletion reads of other threads', () => {
  let read: Set<string>;

  beforeEach(() => {
    read = new Set();
    world.db.messages.hook('reading', (message) => {
      read.add(message.thread_id);
      return message;
    });
  });

  it('is nothing where the thread holds nothing', async () => {
    const id = await begin('bees.test');
    await begin('bees.test', await upload('a'));
    read.clear();
    await worker.engine.threads.delete(id);
    expect([...read]).toEqual([id]);
  });

  it('is nothing where it holds a page and a picture of its own', async () => {
    const id = await begin('bees.test', await upload('a'));
    await show(id, await picture());
    const other = await begin('bees.test', await upload('b'));
    await show(other, await picture());
    read.clear();
    await worker.engine.threads.delete(id);
    expect([...read]).toEqual([id]);
    expect((await stored()).slice(0, 2)).toEqual([2, 2]);
  });

  it('grows with none of them', async () => {
    const rows = async () => {
      const id = await begin('bees.test', await upload('a'));
      await show(id, await picture());
      await settle();
      return countRows(() => worker.engine.threads.delete(id));
    };
    const few = await rows();
    const other = await begin('bees.test', await upload('b'));
    for (let number = 0; number < 30; number += 1) {
      await show(other, await picture());
      await worker.engine.messageVersions.setAside(other, await show(other, await picture()));
    }
    // The other thread itself is read, and at times something is indexed beside it.
    expect(await rows()).toBeLessThan(few + 20);
  });

  it('is every message that an earlier version has left to be indexed', async () => {
    const file = await picture();
    const id = await begin('bees.test');
    await show(id, file);
    const other = await begin('bees.test');
    await show(other, file);
    await world.db.message_words.clear();
    await world.db.settings.put({ key: WORDS_BEHIND, value: '' });
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
    await indexEarlierMessages(world.db);
    await worker.engine.threads.delete(other);
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });
});

describe('what another thread has set aside', () => {
  it('keeps its picture', async () => {
    const file = await picture();
    const id = await begin('bees.test');
    await show(id, file);
    const other = await begin('bees.test');
    await worker.engine.messageVersions.setAside(other, await show(other, file));
    await worker.engine.threads.delete(id);
    expect((await stored()).slice(0, 2)).toEqual([1, 1]);
    await worker.engine.threads.delete(other);
    expect((await stored()).slice(0, 2)).toEqual([0, 0]);
  });
});

it('the files of a thread that was made through the API stay, as published', async () => {
  const { id } = await worker.client.beta.threads.create();
  await attach(id, await upload('a'));
  await worker.client.beta.threads.delete(id);
  expect((await stored()).slice(0, 2)).toEqual([1, 1]);
});
