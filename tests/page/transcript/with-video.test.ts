import { describe, expect, it } from 'vitest';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import type { Transcript, VideoReading } from '../../../lib/page/transcript/transcript.ts';
import { withVideo } from '../../../lib/page/transcript/with-video.ts';

const WATCH = 'https://www.youtube.com/watch?v=abcdefghijk';

const page = (text: string, rest: Partial<PageSnapshot> = {}): PageSnapshot => ({
  url: 'https://talks.test/one',
  title: 'A talk',
  byline: 'The editors',
  language: 'de',
  captured_at: 7,
  content_hash: 'as it was',
  kind: 'article',
  markdown: text,
  passages: [{ id: 1, text, headings: ['About'] }],
  hidden_characters: 2,
  selection: null,
  ...rest,
});

const transcript: Transcript = {
  cues: [
    { start: 0, end: 5, text: 'Rope was made on the longest street of the town.' },
    { start: 65, end: 70, text: 'It was # soft, and it was made of hemp\u200b.' },
    { start: 3700, end: 3705, text: 'The last ropemaker left in 1958.' },
  ],
  chapters: [
    { start: 0, title: 'The street' },
    { start: 3700, title: 'The end' },
  ],
  language: 'en',
  whole: true,
};

const reading = (rest: Partial<VideoReading> = {}): VideoReading => ({
  url: 'https://talks.test/one',
  medium: 'video',
  transcript,
  about: null,
  ...rest,
});

const about = { title: 'The rope walk', channel: 'Old Trades', description: 'Filmed in 1957.\n\nWith a ropemaker.' };

describe('a page on a site of videos', () => {
  const video = withVideo(page('Recommended: other films.', { url: `${WATCH}&t=90s` }), reading({ about }));

  it('is what is said in its video under its chapters, then what is said about it, and all else beside that', () => {
    expect(video.kind).toBe('transcript');
    expect(video.passages).toEqual([
      {
        id: 1,
        text: 'The street\nRope was made on the longest street of the town.\nIt was # soft, and it was made of hemp.',
        headings: ['The street'],
        times: [0, 0, 65],
      },
      { id: 2, text: 'The end\nThe last ropemaker left in 1958.', headings: ['The end'], times: [3700, 3700] },
      { id: 3, text: 'Filmed in 1957.\nWith a ropemaker.', headings: [] },
      { id: 4, text: 'Recommended: other films.', headings: ['About'], beside: true },
    ]);
    expect(video.markdown).toBe(
      [
        '## The street',
        '**0:00** Rope was made on the longest street of the town.',
        '**1:05** It was # soft, and it was made of hemp.',
        '## The end',
        '**1:01:40** The last ropemaker left in 1958.',
        '# The rope walk',
        'Filmed in 1957.',
        'With a ropemaker.',
      ].join('\n\n'),
    );
  });

  it('has the video’s title, channel, language and address, and counts what nobody sees in it', () => {
    expect(video).toMatchObject({
      title: 'The rope walk',
      byline: 'Old Trades',
      language: 'en',
      url: WATCH,
      hidden_characters: 3,
    });
    expect(video.content_hash).not.toBe('as it was');
    expect(video).not.toHaveProperty('transcript');
  });

  it('holds nothing twice that its page shows as well', () => {
    const panel = '0:00 Rope was made on the longest street of the town.';
    const { passages } = withVideo(page(panel, { url: WATCH }), reading({ about }));
    expect(passages.filter(({ beside }) => beside)).toEqual([]);
  });

  it('keeps the address on which something is marked', () => {
    const marked = withVideo(page('', { url: `${WATCH}&t=90s`, selection: 'films' }), reading({ about }));
    expect(marked.url).toBe(`${WATCH}&t=90s`);
  });
});

describe('a page with a video among other things', () => {
  it('is led by a video that says more than it', () => {
    const short = withVideo(page('A talk about ropes.'), reading());
    expect(short.kind).toBe('transcript');
    expect(short.language).toBe('en');
    expect(short.passages.map(({ id, headings, times }) => [id, headings, times?.[0]])).toEqual([
      [1, ['The street'], 0],
      [2, ['The end'], 3700],
      [3, ['About'], undefined],
    ]);
    expect(short.markdown.endsWith('# A talk\n\nA talk about ropes.')).toBe(true);
  });

  it('leads where it says more than its video, whose words stand under a heading of their own', () => {
    const long = withVideo(page('The whole history of ropes. '.repeat(20)), reading({ medium: 'audio' }));
    expect(long.kind).toBe('article');
    expect(long.language).toBe('de');
    expect(long.byline).toBe('The editors');
    expect(long.passages.map(({ headings }) => headings)).toEqual([
      ['About'],
      ['Audio', 'The street'],
      ['Audio', 'The end'],
    ]);
    expect(long.markdown).toContain('\n\n## Audio\n\n### The street\n\n**0:00** Rope was');
    expect(long.hidden_characters).toBe(3);
  });

  it('says that words are missing', () => {
    const silent = withVideo(page('A talk about ropes.'), reading({ transcript: null }));
    expect(silent).toEqual({ ...page('A talk about ropes.'), transcript: 'none' });
    expect(withVideo(page('A talk.'), reading({ transcript: { ...transcript, whole: false } })).transcript).toBe(
      'part',
    );
  });
});
