import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../lib/panel/composer/draft.ts';
import type { Place } from '../../../lib/panel/composer/draft-part.ts';
import { eventually } from '../../support/eventually.ts';

const A: Place = { site: 'a.test', thread_id: null };
const B: Place = { site: 'b.test', thread_id: null };
const FIRST: Place = { site: 'a.test', thread_id: 'thread_1' };
const SECOND: Place = { site: 'a.test', thread_id: 'thread_2' };

function setUp(kept: Record<string, string> = {}) {
  const disk = new Map(Object.entries(kept));
  const reads = {
    draft: async (key: string) => disk.get(key) ?? '',
    keepDraft: async (key: string, text: string, emptied = '') => {
      disk.set(key, text);
      disk.delete(emptied);
    },
  };
  return { disk, draft: createDraft(reads, () => {}) };
}

describe('a draft', () => {
  it('is on disk as it is typed', async () => {
    const { disk, draft } = setUp();
    await draft.show(FIRST);
    draft.change('What ab');
    expect(disk.get('thread_1')).toBe('What ab');
  });

  it.each([
    ['site', A, B],
    ['thread', FIRST, SECOND],
  ])('is there again when its %s is in front again', async (_what, here, there) => {
    const { draft } = setUp({ [there.thread_id ?? there.site]: 'about that' });
    await draft.show(here);
    draft.change('about this');
    await draft.show(there);
    expect(draft.text()).toBe('about that');
    await draft.show(here);
    expect(draft.text()).toBe('about this');
  });

  it('goes with the user from a tab that names no site, behind what was kept there', async () => {
    const { draft, disk } = setUp({ thread_1: 'older' });
    draft.change('typed early');
    await draft.show(FIRST);
    expect(draft.text()).toBe('older\ntyped early');
    expect(disk.get('thread_1')).toBe('older\ntyped early');
  });

  it('loses nothing of what is typed while the disk is still being read', async () => {
    const { draft, disk } = setUp({ thread_1: 'older' });
    const shown = draft.show(FIRST);
    draft.change('newer');
    await shown;
    expect([draft.text(), disk.get('thread_1')]).toEqual(['older\nnewer', 'older\nnewer']);
  });

  it('loses nothing either where the user is gone again before that', async () => {
    const { draft, disk } = setUp({ thread_1: 'older' });
    void draft.show(FIRST);
    draft.change('newer');
    await draft.show(SECOND);
    expect(draft.text()).toBe('');
    await draft.show(FIRST);
    expect([draft.text(), disk.get('thread_1')]).toEqual(['older\nnewer', 'older\nnewer']);
  });

  it('of a site is its thread’s from then on, be it from an earlier version or of a first question', async () => {
    const { draft, disk } = setUp({ 'a.test': 'kept by site' });
    await draft.show(FIRST);
    expect(draft.text()).toBe('kept by site');
    expect([...disk]).toEqual([['thread_1', 'kept by site']]);
  });

  it('stays in the composer while its first question makes the thread, and is forgotten once it is sent', async () => {
    const { draft, disk } = setUp();
    await draft.show(A);
    draft.change('What is it?');
    const from = draft.key();
    const made = draft.show(FIRST);
    expect(draft.text()).toBe('What is it?');
    draft.change('What is it? And');
    await made;
    await draft.sent(from, 'What is it? And');
    expect(draft.text()).toBe('');
    await draft.show(A);
    expect([draft.text(), disk.get('thread_1')]).toEqual(['', '']);
  });

  it('is emptied by sending it, but not of what was typed meanwhile', async () => {
    const { draft } = setUp();
    await draft.show(FIRST);
    draft.change('first');
    await draft.sent('thread_1', 'first');
    expect(draft.text()).toBe('');
    draft.change('second');
    await draft.sent('thread_1', 'first');
    expect(draft.text()).toBe('second');
  });

  it.each([
    ['site', A, B],
    ['thread', FIRST, SECOND],
  ])('is forgotten for the %s it was sent from, although the user has gone on', async (_what, here, there) => {
    const { draft, disk } = setUp();
    await draft.show(here);
    draft.change('asked');
    const from = draft.key();
    await draft.show(there);
    draft.change('asked');
    await draft.sent(from, 'asked');
    expect(draft.text()).toBe('asked');
    expect(disk.get(from ?? '')).toBe('');
  });

  it('is forgotten once it is sent, although the user comes back in the same moment', async () => {
    const { draft, disk } = setUp();
    await draft.show(FIRST);
    draft.change('asked');
    await draft.show(SECOND);
    await Promise.all([draft.sent('thread_1', 'asked'), draft.show(FIRST)]);
    expect([draft.text(), disk.get('thread_1')]).toEqual(['', '']);
  });

  it('is added to where it is, wherever the user is', async () => {
    const { draft, disk } = setUp({ thread_1: 'one', thread_2: 'two' });
    await draft.show(SECOND);
    await draft.update('thread_1', (words) => `${words} more`);
    expect([draft.text(), disk.get('thread_1')]).toEqual(['two', 'one more']);
    await draft.update('thread_2', (words) => `${words} more`);
    expect([draft.text(), disk.get('thread_2')]).toEqual(['two more', 'two more']);
  });
});

describe('what is typed into a text box that does not show yet what is there', () => {
  it('belongs to the thread that it shows', async () => {
    const { draft, disk } = setUp({ thread_1: 'one', thread_2: 'two' });
    await draft.show(FIRST);
    draft.draw();
    draft.type('one a');
    await draft.show(SECOND);
    draft.type('one ab');
    draft.type('one abc');
    await eventually(() => expect(disk.get('thread_1')).toBe('one abc'));
    expect([draft.text(), disk.get('thread_2')]).toEqual(['two', 'two']);
    expect(draft.draw()).toBe('two');
    draft.type('two a');
    expect(disk.get('thread_2')).toBe('two a');
  });

  it('comes behind what was kept there', async () => {
    const { draft, disk } = setUp({ thread_1: 'older' });
    draft.draw();
    draft.type('n');
    await draft.show(FIRST);
    draft.type('ne');
    draft.type('new');
    expect([draft.text(), disk.get('thread_1')]).toEqual(['older\nnew', 'older\nnew']);
  });

  it('does not bring back what was sent', async () => {
    const { draft, disk } = setUp();
    await draft.show(FIRST);
    draft.draw();
    draft.type('asked');
    await draft.sent('thread_1', 'asked');
    draft.type('asked a');
    expect([draft.text(), disk.get('thread_1')]).toEqual([' a', ' a']);
  });

  it('may take away from it', async () => {
    const { draft } = setUp({ thread_1: 'some words' });
    await draft.show(FIRST);
    draft.draw();
    draft.type('some');
    expect(draft.text()).toBe('some');
    draft.type('');
    expect(draft.text()).toBe('');
  });
});

describe('an earlier question over a draft', () => {
  const recalled = { questions: ['Why?', 'How?'], at: 1 };

  it('is added to as it is seen, and keeps what lies under it', async () => {
    const { draft, disk } = setUp({ thread_1: 'mine' });
    await draft.show(FIRST);
    draft.recall(recalled);
    await draft.update('thread_1', (words) => `${words} Really?`);
    expect([draft.text(), disk.get('thread_1')]).toEqual(['Why? Really?', 'mine\nWhy? Really?']);
  });

  it('is not kept, and gives the draft back', async () => {
    const { draft, disk } = setUp({ thread_1: 'mine' });
    await draft.show(FIRST);
    draft.recall(recalled);
    expect([draft.text(), draft.recalled()]).toEqual(['Why?', recalled]);
    draft.recall({ ...recalled, at: 2 });
    expect(draft.text()).toBe('How?');
    draft.recall(null);
    expect([draft.text(), draft.recalled(), disk.get('thread_1')]).toEqual(['mine', null, 'mine']);
  });

  it('gives it back once it is sent, changed or not', async () => {
    const { draft, disk } = setUp({ thread_1: 'mine' });
    await draft.show(FIRST);
    draft.recall(recalled);
    await draft.sent('thread_1', 'Why?');
    expect(draft.text()).toBe('mine');
    draft.recall(recalled);
    draft.change('Why not?');
    expect([draft.recalled(), disk.get('thread_1')]).toEqual([null, 'mine\nWhy not?']);
    await draft.sent('thread_1', 'Why not?');
    expect([draft.text(), disk.get('thread_1')]).toEqual(['mine', 'mine']);
  });

  it('leaves every word of both on disk where it was changed and another thread is shown', async () => {
    const { draft } = setUp({ thread_1: 'mine' });
    await draft.show(FIRST);
    draft.recall(recalled);
    draft.change('Why not?');
    await draft.show(SECOND);
    expect(draft.text()).toBe('');
    await draft.show(FIRST);
    expect(draft.text()).toBe('mine\nWhy not?');
  });
});
