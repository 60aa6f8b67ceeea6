import { describe, expect, it, vi } from 'vitest';
import { foundTabs } from '../../../components/composer/found-tabs.ts';
import { mentionAt } from '../../../components/composer/mention-at.ts';
import { MentionList } from '../../../components/composer/mention-list.tsx';
import type { OpenTab } from '../../../lib/panel/model.ts';
import { button, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

describe('a mention is being typed', () => {
  it.each([
    ['at the start', '@', 1, { start: 0, words: '' }],
    ['at the start of a word', 'See @bri', 8, { start: 4, words: 'bri' }],
    ['on a new line', 'See\n@x', 6, { start: 4, words: 'x' }],
    ['before other words', 'See @br and', 7, { start: 4, words: 'br' }],
    ['with the sign of an Asian keyboard', '＠br', 3, { start: 0, words: 'br' }],
    ['behind letters that have no spaces between words', '比べる@br', 6, { start: 3, words: 'br' }],
    ['in brackets', 'See (@br', 8, { start: 5, words: 'br' }],
  ])('%s', (_where, text, caret, mention) => {
    expect(mentionAt(text, caret)).toEqual(mention);
  });

  it.each([
    ['nothing of the kind', 'See that', 8],
    ['an address of mail', 'ann@example', 11],
    ['a word behind it', 'See @bri dges', 13],
    ['two of the sign', '@@', 2],
    ['a caret before it', '@bri', 0],
  ])('not with %s', (_what, text, caret) => {
    expect(mentionAt(text, caret)).toBeNull();
  });
});

describe('the tabs found for a word', () => {
  const tab = (id: number, title: string, host = 'a.test'): OpenTab => ({
    id,
    url: `https://${host}/`,
    host,
    title,
    asleep: false,
  });
  const tabs = [tab(1, 'Unabridged'), tab(2, 'The Bridge'), tab(3, 'Café'), tab(4, 'News', 'bridges.test')];
  const ids = (words: string) => foundTabs(tabs, words).map(({ id }) => id);

  it('are all of them for none', () => expect(ids('')).toEqual([1, 2, 3, 4]));
  it('are those where a word begins with it, then those that hold it', () => expect(ids('BRIDGE')).toEqual([2, 4, 1]));
  it('need no accents', () => expect(ids('cafe')).toEqual([3]));
  it('are none where none is called that', () => expect(ids('tunnel')).toEqual([]));
});

describe('the tabs beside a question', () => {
  it('are named, say why one stays out, and can be taken away', () => {
    const onRemove = vi.fn();
    const { root } = draw(
      <MentionList
        mentions={[
          { tab_id: 1, title: 'Bees', host: 'bees.test', state: 'ready' },
          { tab_id: 2, title: '', host: 'mills.test', state: 'refused' },
        ]}
        onOpen={vi.fn()}
        onRemove={onRemove}
      />,
    );
    const [ready, refused] = [...root.querySelectorAll('li')].map((one) => one.textContent);
    expect(ready).toBe('Beesbees.test');
    expect(refused).toContain('mills.testNot allowed');
    fire(button(root, 'Leave out mills.test'), 'click');
    expect(onRemove).toHaveBeenCalledExactlyOnceWith(2);
  });
});
