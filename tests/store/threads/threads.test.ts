import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_ASSISTANT } from '../../../lib/assistants/default-assistant.ts';
import { threadCommands } from '../../../lib/assistants/thread-commands.ts';
import type { ListsAsked, ThreadLists } from '../../../lib/panel/threads/threads-model.ts';
import { createPanelReads } from '../../../lib/store/panel-reads.ts';
import { createThreadReads } from '../../../lib/store/threads/thread-lists.ts';
import { createWorld, settle, type Worker } from '../../support/engine.ts';

const PAGE = 'https://a.test/page';
const HERE = { site: 'a.test', page: PAGE };

let world: ReturnType<typeof createWorld>;
let worker: Worker;
let commands: ReturnType<typeof threadCommands>;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
  commands = threadCommands(worker.engine);
});

/** A thread of a site with one message. */
async function threadOn(site: string, title: string): Promise<string> {
  const { thread_id } = await commands['thread-start']({ site });
  await worker.threads.messages.create(thread_id, { role: 'user', content: title });
  await worker.threads.update(thread_id, { metadata: { title } });
  world.clock.advance(1_000);
  return thread_id;
}

const current = async (site: string, page: string | null = null) =>
  new Promise<string | null>((resolve) => {
    const stop = createPanelReads(world.db).site(
      site,
      page,
    )((rows) => {
      resolve(rows.current);
      setTimeout(() => stop());
    });
  });

const lists = (asked: Partial<ListsAsked> = {}) =>
  new Promise<ThreadLists>((resolve) => {
    const wanted = { site: 'a.test', here: 10, others: 10, archived: 10, ...asked };
    const stop = createThreadReads(world.db).lists(wanted)((value) => {
      resolve(value);
      setTimeout(() => stop());
    });
  });
const titles = (lines: ThreadLists['here']) => lines.map(({ title }) => title);

describe('the list of threads', () => {
  it("holds this site's, the pinned first and then the newest, and others by their time", async () => {
    const first = await threadOn('a.test', 'First');
    await threadOn('a.test', 'Second');
    await threadOn('b.test', 'Other');
    await threadOn('a.test', 'Third');
    await commands['thread-mark']({ thread_id: first, pinned: true });
    const { here, others } = await lists();
    expect(titles(here)).toEqual(['First', 'Third', 'Second']);
    expect(here[0]).toMatchObject({ pinned: true, site: 'a.test' });
    expect(titles(others)).toEqual(['Other']);
  });

  it('shows as many as are wanted', async () => {
    for (const at of [1, 2, 3]) await threadOn('a.test', `A${at}`);
    for (const at of [1, 2, 3]) await threadOn(`b${at}.test`, `B${at}`);
    const { here, more_here, others, more_others } = await lists({ here: 2, others: 3 });
    expect([titles(here), more_here]).toEqual([['A3', 'A2'], true]);
    expect([titles(others), more_others]).toEqual([['B3', 'B2', 'B1'], false]);
  });

  it('keeps archived ones apart, and a title of the user’s own', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await commands['thread-mark']({ thread_id, archived: true, title: 'Mine' });
    expect(await lists()).toMatchObject({ here: [], archived: [{ title: 'Mine' }], archived_count: 1 });
    expect(await lists({ archived: 0 })).toMatchObject({ archived: [], archived_count: 1 });
    await commands['thread-delete']({ thread_id });
    expect(await lists()).toMatchObject({ archived: [], archived_count: 0 });
    await commands['thread-restore']({ thread_id });
    await commands['thread-mark']({ thread_id, archived: false });
    expect(titles((await lists()).here)).toEqual(['Mine']);
    expect((await world.db.threads.get(thread_id))?.local).toMatchObject({ title_by: 'user' });
  });

  it('renaming keeps what else a client has noted of the thread', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await worker.threads.update(thread_id, { metadata: { title: 'First', note: 'kept' } });
    await commands['thread-mark']({ thread_id, title: 'Mine' });
    expect((await worker.threads.retrieve(thread_id)).metadata).toEqual({ title: 'Mine', note: 'kept' });
  });
});

describe('a deleted thread', () => {
  it('is in no list and shown nowhere, and is back with all it held when it is put back', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await commands['thread-delete']({ thread_id });
    expect(await lists()).toMatchObject({ here: [], others: [] });
    expect(await current('a.test')).toBeNull();
    await commands['thread-restore']({ thread_id });
    expect(await current('a.test')).toBe(thread_id);
    expect((await worker.threads.messages.list(thread_id)).data).toHaveLength(1);
  });

  it('takes no question and no message until it is put back', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await commands['thread-delete']({ thread_id });
    const ask = () =>
      worker.threads.runs.create(thread_id, {
        assistant_id: DEFAULT_ASSISTANT,
        additional_messages: [{ role: 'user', content: 'Why?' }],
      });
    await expect(ask()).rejects.toMatchObject({ status: 404 });
    const message = { role: 'user', content: 'Why?' } as const;
    await expect(worker.threads.messages.create(thread_id, message)).rejects.toMatchObject({ status: 404 });
    expect([await world.db.runs.count(), await world.db.messages.count()]).toEqual([0, 1]);
    await commands['thread-restore']({ thread_id });
    expect((await ask()).status).toBe('queued');
  });

  it('leaves nothing behind when it is let go, and one that is not deleted stays', async () => {
    const gone = await threadOn('a.test', 'Gone');
    const kept = await threadOn('b.test', 'Kept');
    await commands['thread-delete']({ thread_id: gone });
    await commands['thread-forget']({ thread_id: gone });
    await commands['thread-forget']({ thread_id: kept });
    const left = await Promise.all(
      [world.db.threads, world.db.messages, world.db.sites].map(async (table) => (await table.toArray()).length),
    );
    expect(left).toEqual([1, 1, 1]);
    expect(await world.db.message_words.where('thread_id').equals(gone).count()).toBe(0);
    await expect(worker.threads.retrieve(gone)).rejects.toThrow('No thread found');
  });

  it('goes an hour later at the latest, with the next start of the worker', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await commands['thread-delete']({ thread_id });
    world.clock.advance(3_599_000);
    await worker.engine.threads.forgetDeleted();
    expect(await world.db.threads.count()).toBe(1);
    world.clock.advance(1_000);
    await worker.engine.threads.forgetDeleted();
    expect(await world.db.threads.count()).toBe(0);
  });

  it('ends its run first, and keeps what that had written for whoever puts it back', async () => {
    const thread_id = await threadOn('a.test', 'First');
    const run = await worker.threads.runs.create(thread_id, { assistant_id: DEFAULT_ASSISTANT });
    await settle();
    await worker.backend.words('Half an');
    await commands['thread-delete']({ thread_id });
    await settle();
    expect((await worker.threads.runs.retrieve(run.id, { thread_id })).status).toBe('cancelled');
    await commands['thread-restore']({ thread_id });
    const [answer] = (await worker.threads.messages.list(thread_id)).data;
    expect(answer?.content).toMatchObject([{ text: { value: 'Half an' } }]);
  });

  it('gives way to a fresh thread with the next question', async () => {
    const thread_id = await threadOn('a.test', 'First');
    await commands['thread-delete']({ thread_id });
    const next = await commands['thread-current']({ site: 'a.test' });
    expect(next.thread_id).not.toBe(thread_id);
    await commands['thread-restore']({ thread_id });
    expect(await current('a.test')).toBe(next.thread_id);
    expect(titles((await lists()).here)).toEqual(['First']);
  });
});

describe('where a thread is shown', () => {
  const narrow = (thread_id: string, scope: 'site' | 'page' | 'everywhere') =>
    commands['thread-scope']({ ...HERE, thread_id, scope, title: 'A page' });

  it("on its page alone: the site's other pages show the site's own", async () => {
    const ofSite = await threadOn('a.test', 'Site');
    const ofPage = await threadOn('a.test', 'Page');
    await narrow(ofPage, 'page');
    expect(await current('a.test', PAGE)).toBe(ofPage);
    expect(await current('a.test', 'https://a.test/other')).toBeNull();
    await commands['thread-choose']({ site: 'a.test', page: 'https://a.test/other', thread_id: ofSite });
    expect(await current('a.test', PAGE)).toBe(ofPage);
    expect(await current('a.test', 'https://a.test/other')).toBe(ofSite);
    expect((await lists()).here.find(({ id }) => id === ofPage)).toMatchObject({ scope: 'page', page: 'A page' });
  });

  it('everywhere: on every site but on pages that have their own', async () => {
    const other = await threadOn('b.test', 'Other');
    const all = await threadOn('a.test', 'All');
    await narrow(all, 'everywhere');
    expect(await current('b.test')).toBe(all);
    expect((await commands['thread-current']({ site: 'c.test', page: 'https://c.test/' })).thread_id).toBe(all);
    await commands['thread-choose']({ site: 'b.test', page: null, thread_id: other });
    expect(await current('b.test')).toBe(other);
  });

  it('a new thread is shown where the one before was', async () => {
    const ofPage = await threadOn('a.test', 'Page');
    await narrow(ofPage, 'page');
    const { thread_id } = await commands['thread-start'](HERE);
    expect(thread_id).not.toBe(ofPage);
    expect(await current('a.test', PAGE)).toBe(thread_id);
    expect(await current('a.test')).toBeNull();
    expect((await world.db.threads.get(thread_id))?.local).toMatchObject({ scope: 'page', page_url: PAGE });
  });

  it("choosing the site's thread takes away what would hide it", async () => {
    const ofSite = await threadOn('a.test', 'Site');
    const ofPage = await threadOn('a.test', 'Page');
    await narrow(ofPage, 'page');
    await commands['thread-choose']({ ...HERE, thread_id: ofSite });
    expect(await current('a.test', PAGE)).toBe(ofSite);
  });

  it('back on its site it leaves no trace of where it was', async () => {
    const thread_id = await threadOn('a.test', 'One');
    await narrow(thread_id, 'page');
    await narrow(thread_id, 'everywhere');
    await narrow(thread_id, 'site');
    expect(await world.db.sites.toArray()).toEqual([{ site: 'a.test', thread_id }]);
    expect((await world.db.threads.get(thread_id))?.local).not.toHaveProperty('scope');
    expect((await world.db.threads.get(thread_id))?.local).not.toHaveProperty('page_url');
  });

  it.each([
    ['of another site', 'b.test', 'https://b.test/'],
    ['of another page', 'a.test', 'https://a.test/other'],
  ])('a thread %s cannot become the current one', async (_what, site, page) => {
    const thread_id = await threadOn('a.test', 'One');
    await narrow(thread_id, 'page');
    await expect(commands['thread-choose']({ site, page, thread_id })).rejects.toThrow('No thread found');
  });
});
