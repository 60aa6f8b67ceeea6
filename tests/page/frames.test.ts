import { describe, expect, it } from 'vitest';
import { withFrames } from '../../lib/page/frames.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';

const snapshot = (markdown: string, more: Partial<PageSnapshot> = {}): PageSnapshot => ({
  url: 'https://example.org/',
  title: 'T',
  byline: null,
  language: null,
  captured_at: 0,
  content_hash: markdown,
  kind: 'page',
  markdown,
  passages: [{ id: 1, text: markdown, headings: ['Inside'] }],
  selection: null,
  ...more,
});

const LONG = 'The frame says something of its own. '.repeat(5).trim();
const place = (path: string) => ({ path, host: `f${path}.example` });

describe('a page with the frames of other sites', () => {
  const page = snapshot('Above', { unread_frames: [place('0'), place('1'), place('2')], hidden_characters: 2 });
  const joined = withFrames(
    page,
    new Map([
      ['1', snapshot(LONG, { unread_frames: [place('1.0')], hidden_characters: 3, selection: 'something' })],
      ['2', snapshot('A player')],
    ]),
  );

  it('holds what they say, under the host of each', () => {
    expect(joined.markdown).toBe(`Above\n\n## f1.example\n\n${LONG}`);
    expect(joined.passages).toEqual([
      { id: 1, text: 'Above', headings: ['Inside'] },
      { id: 2, text: LONG, headings: ['f1.example', 'Inside'] },
    ]);
  });

  it('ends with what stands beside the main content of any of them', () => {
    const withBeside = (text: string) =>
      snapshot(text, {
        passages: [
          { id: 1, text, headings: [] },
          { id: 2, text: `Beside ${text}`, headings: [], beside: true },
        ],
        unread_frames: [place('0')],
      });
    const { passages } = withFrames(withBeside('Above'), new Map([['0', withBeside(LONG)]]));
    expect(passages.map(({ id, text }) => [id, text])).toEqual([
      [1, 'Above'],
      [2, LONG],
      [3, 'Beside Above'],
      [4, `Beside ${LONG}`],
    ]);
  });

  it('names those that could not be read, also inside the others', () => {
    expect(joined.unread_frames).toEqual([place('0'), place('1.0')]);
    expect(
      withFrames(snapshot('a', { unread_frames: [place('0')] }), new Map([['0', snapshot(LONG)]])),
    ).not.toHaveProperty('unread_frames');
  });

  it('has a hash of its own, all hidden characters and the selection in a frame', () => {
    expect(joined.content_hash).not.toBe(page.content_hash);
    expect(joined).toMatchObject({ hidden_characters: 5, selection: 'something' });
  });
});
