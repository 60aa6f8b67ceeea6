import { describe, expect, it, vi } from 'vitest';
import { ChipPreview } from '../../../components/composer/chip-preview.tsx';
import { FileList } from '../../../components/composer/file-list.tsx';
import { giveFiles, onPasteFiles } from '../../../components/composer/files-given.ts';
import { PageGoes } from '../../../components/composer/page-goes.tsx';
import { button, draw, fire, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

describe('the files beside a question', () => {
  it('can be shown and removed, tell how far one is, and why one does not go along', () => {
    const onOpen = vi.fn();
    const onRemove = vi.fn();
    const onRetry = vi.fn();
    const { root } = draw(
      <FileList
        files={[
          { id: '1', name: 'owls.md', state: 'ready', tokens: 120 },
          { id: '2', name: 'long.pdf', state: 'reading', progress: { read: 3, of: 12 } },
          {
            id: '3',
            name: 'program.bin',
            state: 'failed',
            error: { kind: 'file-not-readable', reason: 'unknown-type', name: 'program.bin' },
          },
          {
            id: '4',
            name: 'torn.pdf',
            state: 'failed',
            error: { kind: 'file-not-readable', reason: 'broke-off', name: 'torn.pdf' },
            again: true,
          },
        ]}
        onOpen={onOpen}
        onRetry={onRetry}
        onRemove={onRemove}
      />,
    );
    fire(button(root, 'owls.md'), 'click');
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ id: '1' }));
    const progress = root.querySelector('progress');
    expect(progress?.getAttribute('aria-label')).toBe('Reading long.pdf');
    expect(progress?.parentElement?.textContent).toBe('page 3 of 12');
    expect(root.querySelector('.why')?.textContent).toContain('cannot be read');
    expect([...root.querySelectorAll('.why button')].map((one) => one.textContent)).toEqual(['Try again']);
    fire(button(root, 'Try again to read torn.pdf'), 'click');
    expect(onRetry).toHaveBeenCalledExactlyOnceWith('4');
    for (const name of ['Remove owls.md', 'Stop reading long.pdf', 'Remove program.bin'])
      fire(button(root, name), 'click');
    expect(onRemove.mock.calls.flat()).toEqual(['1', '2', '3']);
  });
});

describe('the page beside a question', () => {
  it('can be left out and taken again', () => {
    const onTake = vi.fn();
    const { root, redraw } = draw(
      <PageGoes page={{ title: 'Bees', state: 'goes' }} onOpen={vi.fn()} onTake={onTake} />,
    );
    fire(button(root, 'Leave out this page'), 'click');
    redraw(<PageGoes page={{ title: 'Bees', state: 'left-out' }} onOpen={vi.fn()} onTake={onTake} />);
    expect(root.querySelector('s')?.textContent).toBe('Bees');
    fire(button(root, 'Take this page along'), 'click');
    expect(onTake.mock.calls.flat()).toEqual([false, true]);
  });
});

describe('files that are given', () => {
  const file = (name: string, type = '') => new File(['x'], name, { type });

  it('are pictures to look at or files to read', () => {
    const give = { addPicture: vi.fn(), addFiles: vi.fn() };
    giveFiles([file('a.png', 'image/png'), file('b.txt'), file('c.svg', 'image/svg+xml')], give);
    expect(give.addPicture).toHaveBeenCalledOnce();
    expect(give.addFiles.mock.calls.flat(2).map(({ name }) => name)).toEqual(['b.txt', 'c.svg']);
  });

  it.each([
    ['a file alone', '', true],
    ['a file with its name', 'b.txt', true],
    ['a file with its path', '/home/me/b.txt', true],
    ['words with a picture of them', 'The words of a document.', false],
  ])('are pasted as %s', (_name, words, taken) => {
    const give = { addPicture: vi.fn(), addFiles: vi.fn() };
    const preventDefault = vi.fn();
    const clipboardData = { files: [file('b.txt')], getData: () => words };
    onPasteFiles(give)({ clipboardData, preventDefault } as never);
    expect(give.addFiles).toHaveBeenCalledTimes(taken ? 1 : 0);
    expect(preventDefault).toHaveBeenCalledTimes(taken ? 1 : 0);
  });

  it.each([
    ['words that are more than a question', 100_001, ['Pasted text']],
    ['none where they may be one', 100_000, []],
  ])('are made of %s', async (_name, length, names) => {
    const give = { addPicture: vi.fn(), addFiles: vi.fn() };
    const words = 'a'.repeat(length);
    onPasteFiles(give)({ clipboardData: { files: [], getData: () => words }, preventDefault: vi.fn() } as never);
    const files: readonly File[] = give.addFiles.mock.calls.flat(2);
    expect(files.map(({ name }) => name)).toEqual(names);
    for (const given of files) expect(await given.text()).toBe(words);
  });
});

describe('a preview', () => {
  const loaded = (passages: { number: number; headings: string[]; text: string }[]) => ({
    ...panelActions(),
    loadPreview: async () => ({ title: 'Owls', tokens: 1_200, passages }),
  });
  const passages = [
    { number: 1, headings: [], text: 'A first passage.' },
    { number: 2, headings: ['Owls'], text: 'It hears a\nmouse (under snow).' },
  ];
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  async function preview(quote: string | null) {
    Object.assign(Object.getPrototypeOf(document.createElement('dialog')), { showModal: vi.fn() });
    Object.assign(Object.getPrototypeOf(document.createElement('li')), { scrollIntoView: vi.fn() });
    const what = { type: 'file', file_id: 'f', title: 'owls.md', passage: 2, quote } as const;
    const { root } = draw(<ChipPreview what={what} actions={loaded(passages)} />);
    await settled();
    return root;
  }

  it('has the passages with their numbers, and says how much it is', async () => {
    const root = await preview(null);
    expect([...root.querySelectorAll('.passage-number')].map((one) => one.textContent)).toEqual(['1', '2']);
    expect(root.querySelector('.quiet')?.textContent).toBe('2 passages, about 1,200 tokens');
  });

  it('marks the quoted words however they are wrapped, else the whole passage', async () => {
    expect((await preview('hears a mouse (under'))?.querySelector('mark')?.textContent).toBe('hears a\nmouse (under');
    expect((await preview('never said'))?.querySelector('mark')?.textContent).toContain('It hears a');
  });
});
