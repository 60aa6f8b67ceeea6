import { describe, expect, it } from 'vitest';
import { createDraft } from '../../lib/panel/draft.ts';

function setUp(kept: Record<string, string> = {}) {
  const disk = new Map(Object.entries(kept));
  const reads = {
    draft: async (site: string) => disk.get(site) ?? '',
    keepDraft: async (site: string, text: string) => {
      disk.set(site, text);
    },
  };
  return { disk, draft: createDraft(reads, () => {}) };
}

describe('a draft', () => {
  it('is on disk as it is typed', async () => {
    const { disk, draft } = setUp();
    await draft.show('a.test');
    draft.change('What ab');
    expect(disk.get('a.test')).toBe('What ab');
  });

  it('is there again when its site is in front again', async () => {
    const { draft } = setUp({ 'b.test': 'about b' });
    await draft.show('a.test');
    draft.change('about a');
    await draft.show('b.test');
    expect(draft.text()).toBe('about b');
    await draft.show('a.test');
    expect(draft.text()).toBe('about a');
  });

  it('goes with the user from a tab that names no site, behind what was kept there', async () => {
    const { draft, disk } = setUp({ 'a.test': 'older' });
    draft.change('typed early');
    await draft.show('a.test');
    expect(draft.text()).toBe('older\ntyped early');
    expect(disk.get('a.test')).toBe('older\ntyped early');
  });

  it('keeps what is typed while the disk is still being read', async () => {
    const { draft } = setUp({ 'a.test': 'older' });
    const shown = draft.show('a.test');
    draft.change('newer');
    await shown;
    expect(draft.text()).toBe('newer');
  });

  it('is emptied by sending it, but not of what was typed meanwhile', async () => {
    const { draft } = setUp();
    await draft.show('a.test');
    draft.change('first');
    await draft.sent('a.test', 'first');
    expect(draft.text()).toBe('');
    draft.change('second');
    await draft.sent('a.test', 'first');
    expect(draft.text()).toBe('second');
  });

  it('is forgotten for the site it was sent from, although the user has gone on to another', async () => {
    const { draft, disk } = setUp();
    await draft.show('a.test');
    draft.change('asked on a');
    await draft.show('b.test');
    draft.change('asked on a');
    await draft.sent('a.test', 'asked on a');
    expect(draft.text()).toBe('asked on a');
    expect(disk.get('a.test')).toBe('');
  });
});
