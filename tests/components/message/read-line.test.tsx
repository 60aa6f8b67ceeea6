import { describe, expect, it, vi } from 'vitest';
import { ReadLine } from '../../../components/message/read-line.tsx';
import type { ReadView } from '../../../lib/panel/model.ts';
import { eventually } from '../../support/eventually.ts';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const WHOLE: ReadView = {
  file_id: 'file-1',
  title: 'Bees',
  passages: null,
  of: 9,
  tokens: 14_200,
  first_marker: 1,
};
const SOME: ReadView = {
  ...WHOLE,
  file_id: 'file-2',
  title: 'Wasps',
  passages: [2, 5],
  of: 96,
  tokens: 400,
  first_marker: 10,
};

const NOTHING = { passages: [], hidden_characters: 0, unread_hosts: [] };

const line = (...read: ReadView[]) =>
  draw(<ReadLine read={read} onLoad={async () => NOTHING} />)
    .root.querySelector('summary')
    ?.getAttribute('aria-label') ?? undefined;

function open(root: Element): void {
  const details = root.querySelector('details');
  if (details === null) throw new Error('Nothing can be opened.');
  fire(details, 'toggle', { currentTarget: Object.assign(details, { open: true }) });
}

describe('the line that says what an answer was given to read', () => {
  it('tells a whole page from its best passages, and counts pages', () => {
    expect(line(WHOLE)).toBe('Read: the whole page, ~14,200 tokens');
    expect(line(SOME)).toBe('Read: 2 of 96 passages, ~400 tokens');
    expect(line({ ...SOME, main: true })).toBe('Read: the page’s main content, ~400 tokens');
    expect(line(WHOLE, { ...WHOLE, tokens: 800 })).toBe('Read: 2 pages, ~15,000 tokens');
    expect(line(WHOLE, SOME)).toBe('Read: 11 of 105 passages of 2 pages, ~14,600 tokens');
    expect(line(WHOLE, { ...SOME, main: true })).toBe('Read: 2 pages, ~14,600 tokens');
  });

  it('says in a sentence that words of a video are missing', () => {
    expect(line({ ...WHOLE, transcript: 'none' })).toBe(
      'Read: the whole page, ~14,200 tokens. The video itself has no transcript that can be read.',
    );
    expect(line(SOME, { ...WHOLE, transcript: 'part' })).toBe(
      'Read: 11 of 105 passages of 2 pages, ~14,600 tokens. Only a part of the video’s transcript could be read.',
    );
  });

  it('is not there where nothing was read', () => {
    expect(line()).toBeUndefined();
  });

  it('shows exactly what was read once it is opened, and asks for it only then', async () => {
    const onLoad = vi.fn(async ({ first_marker }: ReadView) => ({
      ...NOTHING,
      passages: [{ number: first_marker + 1, headings: ['Nests', 'Size'], text: 'A nest holds 300.' }],
    }));
    const { root } = draw(<ReadLine read={[WHOLE, SOME]} onLoad={onLoad} />);
    expect(onLoad).not.toHaveBeenCalled();
    open(root);
    await eventually(() => expect(root.querySelectorAll('.read-page')).toHaveLength(2));
    expect([...root.querySelectorAll('.read-title')].map(({ textContent }) => textContent)).toEqual(['Bees', 'Wasps']);
    expect(root.querySelector('p')?.getAttribute('data-passage')).toBe('2');
    expect(root.querySelectorAll('p')[1]?.textContent).toBe('Nests › SizeA nest holds 300.');
  });

  it('says what was left out of the page', async () => {
    const page = { ...NOTHING, hidden_characters: 1_200, unread_hosts: ['ads.test'] };
    const { root } = draw(<ReadLine read={[WHOLE]} onLoad={async () => page} />);
    open(root);
    await eventually(() => expect(root.textContent).toContain('Left out because nobody sees it: 1,200 characters.'));
    expect(root.textContent).toContain('Not read: a frame of ads.test');
  });

  it('says so when the page is gone', async () => {
    const { root } = draw(<ReadLine read={[WHOLE]} onLoad={async () => NOTHING} />);
    open(root);
    await eventually(() => expect(root.querySelector('p')?.textContent).toBe('This page has been deleted.'));
  });
});
