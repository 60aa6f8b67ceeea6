import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import type { DraftFile } from '../../lib/panel/ports.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { createWorld, type Worker } from '../support/engine.ts';

let world: ReturnType<typeof createWorld>;
let worker: Worker;

beforeEach(() => {
  world = createWorld();
  worker = world.startWorker();
});

function snapshot(name: string, kind: PageSnapshot['kind'] = 'file'): PageSnapshot {
  const url = kind === 'file' ? `file-upload:01/${name}` : 'https://mills.test/';
  return {
    url,
    title: name,
    byline: null,
    language: null,
    captured_at: 1,
    content_hash: name,
    kind,
    markdown: 'Words.',
    passages: [{ id: 1, text: 'Words.', headings: [] }],
    selection: null,
  };
}

async function upload(of: PageSnapshot, more: object = {}): Promise<string> {
  const file = new File([JSON.stringify(of)], 'page.json', { type: PAGE_MEDIA_TYPE });
  return (await worker.client.files.create({ purpose: 'assistants', file, ...more })).id;
}

describe('files of the user’s own that were attached before', () => {
  it('are listed with the newest first, each once, and without pages', async () => {
    const { earlierFiles } = createPanelReads(world.db);
    expect(await earlierFiles()).toEqual([]);
    await upload(snapshot('owls.md'));
    await upload(snapshot('Mills', 'page'));
    const ledger = await upload(snapshot('ledger.csv'));
    const again = await upload(snapshot('owls.md'));
    expect((await earlierFiles()).map(({ name, file_id }) => [name, file_id])).toEqual([
      ['owls.md', again],
      ['ledger.csv', ledger],
    ]);
  });

  it('are not listed once they are deleted, nor where they are about to go', async () => {
    const { earlierFiles } = createPanelReads(world.db);
    const id = await upload(snapshot('owls.md'));
    await upload(snapshot('ledger.csv'), { expires_after: { anchor: 'created_at', seconds: 3_600 } });
    await worker.client.files.delete(id);
    expect(await earlierFiles()).toEqual([]);
  });
});

describe('files of a question that is not sent', () => {
  const file: DraftFile = {
    url: 'file-upload:01/owls.md',
    name: 'owls.md',
    tokens: 3,
    file_id: null,
    snapshot: snapshot('owls.md'),
  };

  it('are kept with all that was read of them, and go with the question to its thread', async () => {
    const { draftFiles, keepDraftFiles } = createPanelReads(world.db);
    await keepDraftFiles('mills.test', [file]);
    expect(await draftFiles('mills.test')).toEqual([file]);
    await keepDraftFiles('thread_1', [file], 'mills.test');
    expect([await draftFiles('mills.test'), await draftFiles('thread_1')]).toEqual([[], [file]]);
  });

  it('leave no row once there are none', async () => {
    const { keepDraftFiles } = createPanelReads(world.db);
    await keepDraftFiles('mills.test', [file]);
    await keepDraftFiles('mills.test', []);
    expect(await world.db.draft_files.count()).toBe(0);
  });

  const unread = (id: string) => ({
    ...{ url: `unread:${id}`, name: `${id}.pdf`, error: null },
    bytes: new Blob([`All of ${id}.`], { type: 'application/pdf' }),
  });
  const idsOnDisk = () => world.db.draft_file_bytes.toCollection().primaryKeys();

  it('keep their bytes until they are read, and one that cannot be keeps why', async () => {
    const { draftFiles, keepDraftFiles } = createPanelReads(world.db);
    await keepDraftFiles('mills.test', [unread('a'), file, unread('b')]);
    const [a, , b] = await draftFiles('mills.test');
    expect([a?.name, b?.name]).toEqual(['a.pdf', 'b.pdf']);
    expect(a !== undefined && 'bytes' in a && [a.bytes?.type, await a.bytes?.text()]).toEqual([
      'application/pdf',
      'All of a.',
    ]);
    expect((await world.db.draft_files.get('mills.test'))?.files[0]).toMatchObject({ bytes: null });
    const locked = { ...unread('b'), bytes: null, error: 'locked' } as const;
    await keepDraftFiles('mills.test', [file, locked]);
    expect([await draftFiles('mills.test'), await idsOnDisk()]).toEqual([[file, locked], []]);
  });

  it('are written once, and go with their bytes to the question’s thread', async () => {
    const { draftFiles, keepDraftFiles } = createPanelReads(world.db);
    const both = [unread('a'), unread('b')];
    await keepDraftFiles('mills.test', both);
    const put = vi.spyOn(world.db.draft_file_bytes, 'bulkPut');
    await keepDraftFiles('thread_1', both, 'mills.test');
    expect(put).toHaveBeenCalledExactlyOnceWith([]);
    expect([(await draftFiles('thread_1')).length, await idsOnDisk()]).toEqual([2, ['unread:a', 'unread:b']]);
  });

  it('take their bytes along when they or their thread are deleted', async () => {
    const { keepDraftFiles } = createPanelReads(world.db);
    const { id } = await worker.threads.create();
    await keepDraftFiles(id, [unread('a')]);
    await keepDraftFiles('mills.test', [unread('b'), unread('c')]);
    await worker.threads.delete(id);
    expect(await idsOnDisk()).toEqual(['unread:b', 'unread:c']);
    await keepDraftFiles('mills.test', [unread('c')]);
    expect(await idsOnDisk()).toEqual(['unread:c']);
  });
});
