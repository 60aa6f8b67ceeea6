import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import { MOST_FILE_BYTES } from '../../../lib/page/files/most-bytes.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import type { CaptureOptions } from '../../../lib/panel/ports.ts';
import { A, B, createPanelWorld, fileSnapshot, settle } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(async () => {
  setUp = createPanelWorld();
  await setUp.setTab(A);
});

const shown = () => setUp.state().files.map(({ name, state }) => [name, state]);
const keptFiles = () => [...setUp.world.draftFiles.values()].flat();
const uploads = () => setUp.world.asked.filter(({ path }) => path === '/files').map(({ body }) => body);
const run = () => JSON.parse(setUp.world.asked.find(({ path }) => path.endsWith('/runs'))?.body ?? '{}');

async function add(...names: string[]): Promise<void> {
  setUp.actions.addFiles(names.map((name) => new File(['x'], name)));
  await settle();
}

async function ask(question = 'What is in it?'): Promise<void> {
  setUp.actions.changeDraft(question);
  setUp.actions.send();
  await settle();
}

/** Reads the next file when it is told to. */
function readSlowly(): { finish(snapshot: PageSnapshot): Promise<void>; options(): CaptureOptions | undefined } {
  const { promise, resolve } = Promise.withResolvers<PageSnapshot>();
  let given: CaptureOptions | undefined;
  setUp.world.readFile.mockImplementationOnce((_file, options) => {
    given = options;
    return promise;
  });
  return {
    options: () => given,
    async finish(snapshot) {
      resolve(snapshot);
      await settle();
    },
  };
}

describe('files of the user’s own', () => {
  it('go with the question before the page, and are gone then', async () => {
    await add('owls.md', 'ledger.csv');
    expect(shown()).toEqual([
      ['owls.md', 'ready'],
      ['ledger.csv', 'ready'],
    ]);
    await ask();
    expect(uploads().map((body) => /file-upload:[^"]*|https:[^"]*/.exec(body)?.[0])).toEqual([
      'file-upload:0123/owls.md',
      'file-upload:0123/ledger.csv',
      'https://a.test/',
    ]);
    expect(run().additional_messages[0].attachments).toHaveLength(3);
    expect(shown()).toEqual([]);
    expect([...setUp.world.draftFiles.values()].flat()).toEqual([]);
  });

  it('wait on disk with the question they were added to', async () => {
    await add('owls.md');
    await setUp.setTab(B);
    expect(shown()).toEqual([]);
    expect([...setUp.world.draftFiles.values()].flat()).toHaveLength(1);
    await setUp.setTab(A);
    expect(shown()).toEqual([['owls.md', 'ready']]);
  });

  it('are added once, however often the same one comes', async () => {
    await add('owls.md', 'owls.md');
    await add('owls.md');
    expect(shown()).toEqual([['owls.md', 'ready']]);
  });

  it('stay out where they cannot be read, and nothing else is lost', async () => {
    const error = { kind: 'file-not-readable', reason: 'locked', name: 'secret.pdf' } as const;
    setUp.world.readFile.mockRejectedValueOnce(new AppFailure(error));
    setUp.actions.changeDraft('Why?');
    await add('secret.pdf', 'owls.md');
    expect(setUp.state().files).toMatchObject([
      { name: 'secret.pdf', state: 'failed', error },
      { name: 'owls.md', state: 'ready' },
    ]);
    expect(setUp.state().draft).toBe('Why?');
    await ask();
    expect(run().additional_messages[0].attachments).toHaveLength(2);
    expect(shown()).toEqual([['secret.pdf', 'failed']]);
    setUp.actions.removeFile(setUp.state().files[0]?.id ?? '');
    expect(shown()).toEqual([]);
  });

  it('are at most twenty', async () => {
    await add(...Array.from({ length: 21 }, (_, index) => `${index}.txt`));
    expect(setUp.state().files.at(-1)).toMatchObject({ state: 'failed', error: { reason: 'too-many' } });
    expect(shown().filter(([, state]) => state === 'ready')).toHaveLength(20);
  });

  it('are not kept where they are larger than any that is read', async () => {
    const large = new File(['x'], 'large.pdf');
    Object.defineProperty(large, 'size', { value: MOST_FILE_BYTES + 1 });
    setUp.actions.addFiles([large]);
    await settle();
    expect(setUp.state().files).toMatchObject([{ state: 'failed', error: { reason: 'too-large' } }]);
    expect(setUp.world.readFile).not.toHaveBeenCalled();
    expect(keptFiles()).toMatchObject([{ name: 'large.pdf', bytes: null }]);
  });
});

describe('a file that is not read yet', () => {
  /** Another panel over what the one before it has left on disk. */
  async function openAgain(): Promise<void> {
    const { draftFiles } = setUp.world;
    setUp = createPanelWorld();
    for (const [key, files] of draftFiles) setUp.world.draftFiles.set(key, files);
  }

  it('is kept from the moment it is given, and read when the panel opens again', async () => {
    const reading = readSlowly();
    setUp.actions.addFiles([new File(['Owls.'], 'long.pdf', { type: 'application/pdf' })]);
    expect(keptFiles()).toMatchObject([{ name: 'long.pdf', bytes: expect.any(Blob), error: null }]);
    await settle();
    expect(reading.options()).toBeDefined();
    await openAgain();
    const again = readSlowly();
    await setUp.setTab(A);
    again.options()?.onProgress({ read: 3, of: 12 });
    expect(setUp.state().files).toMatchObject([{ name: 'long.pdf', state: 'reading', progress: { read: 3, of: 12 } }]);
    const [file] = setUp.world.readFile.mock.calls[0] ?? [];
    expect([file?.name, file?.type, await file?.text()]).toEqual(['long.pdf', 'application/pdf', 'Owls.']);
    await again.finish(fileSnapshot('long.pdf'));
    expect(shown()).toEqual([['long.pdf', 'ready']]);
    expect(keptFiles()).toEqual([expect.not.objectContaining({ bytes: expect.anything() })]);
  });

  it('is not read again unasked where it may be what ended the panel twice', async () => {
    readSlowly();
    await add('bomb.html');
    for (let count = 0; count < 2; count += 1) {
      await openAgain();
      readSlowly();
      await setUp.setTab(A);
    }
    expect(setUp.world.readFile).not.toHaveBeenCalled();
    expect(setUp.state().files).toMatchObject([{ state: 'failed', error: { reason: 'broke-off' }, again: true }]);
    setUp.actions.retryFile(setUp.state().files[0]?.id ?? '');
    await settle();
    expect(setUp.world.readFile).toHaveBeenCalledOnce();
  });

  it('goes with a question that is asked right after the panel has opened again', async () => {
    readSlowly();
    await add('long.pdf');
    await openAgain();
    await setUp.setTab(A);
    await ask();
    expect(uploads().some((body) => body.includes('file-upload:0123/long.pdf'))).toBe(true);
  });

  it('is gone for good once it is stopped', async () => {
    readSlowly();
    await add('long.pdf');
    setUp.actions.removeFile(setUp.state().files[0]?.id ?? '');
    await settle();
    expect(keptFiles()).toEqual([]);
    await openAgain();
    await setUp.setTab(A);
    expect(shown()).toEqual([]);
    expect(setUp.world.readFile).not.toHaveBeenCalled();
  });

  it('that cannot be read says so again without being read again, and without its bytes', async () => {
    const error = { kind: 'file-not-readable', reason: 'locked', name: 'secret.pdf' } as const;
    setUp.world.readFile.mockRejectedValueOnce(new AppFailure(error));
    await add('secret.pdf');
    expect(keptFiles()).toMatchObject([{ name: 'secret.pdf', bytes: null, error: 'locked' }]);
    await openAgain();
    await setUp.setTab(A);
    expect(setUp.state().files).toMatchObject([{ name: 'secret.pdf', state: 'failed', error }]);
    expect(setUp.state().files[0]).not.toHaveProperty('again');
    expect(setUp.world.readFile).not.toHaveBeenCalled();
  });

  it('can be tried again where reading it broke off, and is when the panel opens again', async () => {
    const error = { kind: 'file-not-readable', reason: 'broke-off', name: 'long.pdf' } as const;
    setUp.world.readFile.mockRejectedValueOnce(new AppFailure(error));
    await add('long.pdf');
    expect(setUp.state().files).toMatchObject([{ state: 'failed', error, again: true }]);
    expect(keptFiles()).toMatchObject([{ bytes: expect.any(Blob) }]);
    setUp.world.readFile.mockRejectedValueOnce(new Error('No such code.'));
    setUp.actions.retryFile(setUp.state().files[0]?.id ?? '');
    await settle();
    expect(setUp.state().files).toMatchObject([{ state: 'failed', error: { kind: 'unexpected' }, again: true }]);
    setUp.actions.retryFile(setUp.state().files[0]?.id ?? '');
    await settle();
    expect(shown()).toEqual([['long.pdf', 'ready']]);
  });

  it('whose bytes are gone says that it must be added again', async () => {
    setUp.world.draftFiles.set('b.test', [{ url: 'unread:1', name: 'long.pdf', bytes: null, error: null }]);
    await setUp.setTab(B);
    expect(setUp.state().files).toMatchObject([{ state: 'failed', error: { reason: 'failed', name: 'long.pdf' } }]);
  });

  it('is read once, however often the user comes back to it meanwhile', async () => {
    const reading = readSlowly();
    await add('long.pdf');
    await setUp.setTab(B);
    await setUp.setTab(A);
    expect(shown()).toEqual([['long.pdf', 'reading']]);
    await reading.finish(fileSnapshot('long.pdf'));
    expect(shown()).toEqual([['long.pdf', 'ready']]);
    expect(setUp.world.readFile).toHaveBeenCalledOnce();
  });

  it('takes the place of no other when it is read while the user comes back', async () => {
    const reading = readSlowly();
    await add('long.pdf');
    await setUp.setTab(B);
    const coming = setUp.setTab(A);
    await reading.finish(fileSnapshot('long.pdf'));
    await coming;
    await settle();
    expect(shown()).toEqual([['long.pdf', 'ready']]);
    expect(keptFiles()).toHaveLength(1);
  });
});

describe('a file that takes its time', () => {
  it('tells how far it is, and the question waits for it', async () => {
    const reading = readSlowly();
    await add('long.pdf');
    reading.options()?.onProgress({ read: 3, of: 12 });
    expect(setUp.state().files).toMatchObject([{ state: 'reading', progress: { read: 3, of: 12 } }]);
    await ask();
    expect(setUp.state().run.status).toBe('reading-page');
    expect(run()).toEqual({});
    await reading.finish(fileSnapshot('long.pdf'));
    await settle();
    expect(run().additional_messages[0].attachments).toHaveLength(2);
  });

  it('can be stopped, and does not come back', async () => {
    const reading = readSlowly();
    await add('long.pdf');
    setUp.actions.removeFile(setUp.state().files[0]?.id ?? '');
    expect(reading.options()?.signal.aborted).toBe(true);
    await reading.finish(fileSnapshot('long.pdf'));
    expect(shown()).toEqual([]);
  });

  it('is not lost when another one comes with it while the user is elsewhere', async () => {
    const both = [readSlowly(), readSlowly()];
    await add('long.pdf', 'longer.pdf');
    await setUp.setTab(B);
    await Promise.all([both[0]?.finish(fileSnapshot('long.pdf')), both[1]?.finish(fileSnapshot('longer.pdf'))]);
    await setUp.setTab(A);
    expect(shown()).toEqual([
      ['long.pdf', 'ready'],
      ['longer.pdf', 'ready'],
    ]);
  });

  it('goes with the question that waits for it, and no file of another site does', async () => {
    const elsewhere = fileSnapshot('elsewhere.md');
    setUp.world.draftFiles.set('b.test', [
      { url: elsewhere.url, name: 'elsewhere.md', file_id: null, snapshot: elsewhere, tokens: 1 },
    ]);
    await add('owls.md');
    const reading = readSlowly();
    await add('long.pdf');
    await ask();
    await setUp.setTab(B);
    expect(shown()).toEqual([['elsewhere.md', 'ready']]);
    await reading.finish(fileSnapshot('long.pdf'));
    await settle();
    expect(uploads().map((body) => /file-upload:[^"]*|https:[^"]*/.exec(body)?.[0])).toEqual([
      'file-upload:0123/owls.md',
      'file-upload:0123/long.pdf',
      'https://a.test/',
    ]);
    expect(shown()).toEqual([['elsewhere.md', 'ready']]);
    await setUp.setTab(A);
    expect(shown()).toEqual([]);
  });

  it('goes to the question it was added to, although the user has gone on', async () => {
    const reading = readSlowly();
    await add('long.pdf');
    await setUp.setTab(B);
    expect(shown()).toEqual([]);
    await reading.finish(fileSnapshot('long.pdf'));
    expect(shown()).toEqual([]);
    await setUp.setTab(A);
    expect(shown()).toEqual([['long.pdf', 'ready']]);
  });
});

describe('the page in front', () => {
  it('goes along unless it is left out, which holds for one question', async () => {
    expect(setUp.state().page).toEqual({ title: 'A', state: 'goes' });
    setUp.actions.takePage(false);
    expect(setUp.state().page).toEqual({ title: 'A', state: 'left-out' });
    await ask();
    expect(setUp.world.captured).toEqual([]);
    expect(run().additional_messages[0].attachments).toEqual([]);
    expect(run().metadata).toEqual({ task: 'answer', pages_left_out: 'true' });
    expect(setUp.state().page).toMatchObject({ state: 'goes' });
  });

  it('is left out there alone, and can be taken again', async () => {
    setUp.actions.takePage(false);
    await setUp.setTab(B);
    expect(setUp.state().page).toMatchObject({ state: 'goes' });
    await setUp.setTab(A);
    setUp.actions.takePage(true);
    await ask();
    expect(setUp.world.captured).toEqual([1]);
  });

  it('need not be readable where a file goes along', async () => {
    const scan = new AppFailure({ kind: 'page-not-readable', reason: 'pdf-scan', host: 'a.test' });
    setUp.world.unreadable.set(1, scan);
    await add('owls.md');
    await ask();
    expect(run().additional_messages[0].attachments).toHaveLength(1);
  });
});

describe('a preview', () => {
  it('shows a file as a model is given it', async () => {
    await add('owls.md');
    const what = { type: 'draft-file', id: setUp.state().files[0]?.id ?? '', title: 'owls.md' } as const;
    setUp.actions.openPreview(what);
    expect(setUp.state().preview).toEqual(what);
    expect(await setUp.actions.loadPreview(what)).toEqual({
      title: 'owls.md',
      passages: [{ number: 1, headings: [], text: 'Some words.' }],
      tokens: expect.any(Number),
    });
    setUp.actions.closePreview();
    expect(setUp.state().preview).toBeNull();
  });

  it('says why a page cannot be shown', async () => {
    const error = { kind: 'page-not-readable', reason: 'empty', host: 'a.test' } as const;
    setUp.world.unreadable.set(1, new AppFailure(error));
    expect(await setUp.actions.loadPreview({ type: 'page' })).toEqual(error);
  });

  it('is what a citation of a file leads to, and no tab is touched', async () => {
    const { showCitation } = await import('../../../lib/panel/conversation/show-citation.ts');
    const preview = vi.fn();
    const reads = { snapshot: async () => fileSnapshot('owls.md') };
    const tabs = { open: vi.fn(), show: vi.fn(), openTabs: vi.fn() };
    const citation = { marker: 1, start_index: 0, file_id: 'file-1', passage: 1, quote: 'words' };
    expect(await showCitation({ reads, tabs, preview } as never, A, citation)).toBeNull();
    expect(preview).toHaveBeenCalledWith({
      type: 'file',
      file_id: 'file-1',
      title: 'owls.md',
      passage: 1,
      quote: 'words',
    });
    expect(Object.values(tabs).every((one) => one.mock.calls.length === 0)).toBe(true);
  });
});
