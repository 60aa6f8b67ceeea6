import { DOMParser, parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { captureFile } from '../../../lib/page/files/capture-file.ts';
import { readFeed } from '../../../lib/page/files/feed.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { processorTime } from '../../support/processor-time.ts';

/** As browsers show text: in one element, whatever it is. */
function show(text: string, type: string, url: string): Document {
  const { document } = parseHTML('<!doctype html><html><head></head><body><pre></pre></body></html>');
  const pre = document.querySelector('pre');
  if (pre !== null) pre.textContent = text;
  Object.defineProperty(document, 'URL', { value: url });
  Object.defineProperty(document, 'contentType', { value: type });
  return document as unknown as Document;
}

function capture(text: string, type = 'text/plain', url = 'https://a.test/files/notes.txt'): PageSnapshot {
  const snapshot = captureFile(show(text, type, url), { now: 0 });
  if (snapshot === null) throw new Error(`${type} is taken for a page.`);
  return snapshot;
}

beforeAll(() => vi.stubGlobal('DOMParser', DOMParser));
afterAll(() => vi.unstubAllGlobals());

it('leaves pages, pictures and PDF files to others', () => {
  for (const type of ['text/html', 'application/xhtml+xml', 'image/png', 'application/pdf'])
    expect(captureFile(show('x', type, 'https://a.test/'), { now: 0 }), type).toBeNull();
});

describe('a file of plain text', () => {
  it('is kept whole, with the name of the file as its title', () => {
    const { markdown, title, kind } = capture(
      'First line\n\n  Second *line*\n',
      'text/plain',
      'https://a.test/x/my%20notes.txt',
    );
    expect(markdown).toBe('First line\n\n  Second *line*');
    expect({ title, kind }).toEqual({ title: 'my notes.txt', kind: 'page' });
  });

  it('has paragraphs that were wrapped by hand as one line in its passages, and short lines as lines', () => {
    const wrapped =
      'A paragraph that somebody has wrapped by hand at a width\nof sixty characters or so, as mails are.\n\nshort\nlines';
    expect(capture(wrapped).passages[0]?.text).toBe(
      'A paragraph that somebody has wrapped by hand at a width of sixty characters or so, as mails are.\nshort\nlines',
    );
  });

  it('holds no characters that nobody sees, and counts them', () => {
    const { markdown, hidden_characters } = capture('Words\u{E0041}\u{E0042} of a file.');
    expect(markdown).toBe('Words of a file.');
    expect(hidden_characters).toBe(2);
  });

  it('in Markdown gives its headings to the passages below them', () => {
    const text = '# Boats\n\nLarch is hard.\n\n## Sails\n\n```\n# no heading\n```\n\nLinen is heavy.';
    const { markdown, passages } = capture(text, 'text/plain', 'https://a.test/README.md');
    expect(markdown).toBe(text);
    expect(passages.map(({ headings }) => headings)).toEqual([['Boats'], ['Boats', 'Sails']]);
    expect(passages[1]?.text).toContain('# no heading');
  });

  it('of a million lines has passages of a bearable size, and says what was left out', () => {
    const { markdown, passages } = capture(Array.from({ length: 300_000 }, (_, n) => `line ${n}`).join('\n'));
    expect(markdown.length).toBeLessThan(2_100_000);
    expect(markdown).toMatch(/\(\d+ more characters are left out here\.\)$/);
    expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThan(2000);
  });

  it('of one endless line is cut into passages', () => {
    const { passages } = capture('word '.repeat(20_000));
    expect(passages.length).toBeGreaterThan(50);
    expect(passages.every(({ text }) => text.length < 2000)).toBe(true);
  });
});

describe('a file of code', () => {
  it.each([
    ['https://a.test/boat.py', 'text/plain', 'python'],
    ['https://a.test/boat.js', 'text/javascript', 'javascript'],
    ['https://a.test/boat', 'text/css', 'css'],
    ['https://a.test/boat', 'application/ld+json', 'json'],
    ['https://a.test/boat.yml?raw=1', 'text/plain', 'yaml'],
  ])('%s (%s) is fenced as %s', (url, type, language) => {
    expect(capture('{\n  "x": 1\n}', type, url).markdown).toBe(`\`\`\`${language}\n{\n  "x": 1\n}\n\`\`\``);
  });

  it('in JSON keeps its values as they are written', () => {
    const values =
      '{"id":12345678901234567890,"price":1.0,"far":1e400,"said":"a, \\"b\\" [c]","none":[],"empty":{},"id":1}';
    const { markdown } = capture(values, 'application/json', 'https://a.test/api');
    expect(markdown).toBe(
      '```json\n{\n  "id": 12345678901234567890,\n  "price": 1.0,\n  "far": 1e400,\n  "said": "a, \\"b\\" [c]",\n  "none": [],\n  "empty": {},\n  "id": 1\n}\n```',
    );
  });

  it('in JSON that is nested deeply grows no longer than anybody reads', () => {
    const values = `${'['.repeat(3_000)}${'1,'.repeat(20_000)}1${']'.repeat(3_000)}`;
    expect(capture(values, 'application/json', 'https://a.test/api').markdown.length).toBeLessThan(1_200_000);
  });

  it('in JSON is spread over lines where it is written in one', () => {
    const { markdown, passages } = capture('{"boats":[{"wood":"larch"}]}', 'application/json', 'https://a.test/api');
    expect(markdown).toBe('```json\n{\n  "boats": [\n    {\n      "wood": "larch"\n    }\n  ]\n}\n```');
    expect(passages[0]?.text).toContain('      "wood": "larch"');
  });

  it('keeps a fence of its own inside', () => {
    expect(capture('```\nx', 'text/plain', 'https://a.test/a.sh').markdown).toBe('````bash\n```\nx\n````');
  });
});

describe('a feed', () => {
  const RSS = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Boat news</title>
    <item><title>A new boat &amp;amp; its wood</title><link>https://a.test/1</link><pubDate>Mon, 02 Nov 2026</pubDate>
    <description>Short.</description><content:encoded><![CDATA[<p>Larch was <b>felled</b> in winter.</p><p>It&nbsp;dried.</p>]]></content:encoded></item>
    <item><title>Second</title></item></channel></rss>`;
  const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Boats</title><entry><title>One</title>
    <link rel="self" href="https://a.test/self"/><link href="https://a.test/one"/><updated>2026-11-02</updated><summary>Words.</summary></entry></feed>`;

  const root = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Element;

  it('of RSS gives its entries with their links, dates and words', () => {
    expect(readFeed(root(RSS))).toEqual({
      title: 'Boat news',
      entries: [
        {
          title: 'A new boat & its wood',
          url: 'https://a.test/1',
          date: 'Mon, 02 Nov 2026',
          lines: ['Larch was felled in winter.', 'It dried.'],
        },
        { title: 'Second', url: '', date: '', lines: [] },
      ],
    });
  });

  it('of Atom does so too', () => {
    expect(readFeed(root(ATOM))?.entries).toEqual([
      { title: 'One', url: 'https://a.test/one', date: '2026-11-02', lines: ['Words.'] },
    ]);
  });

  it('is none where the document is another', () => {
    expect(readFeed(root('<catalog><item>x</item></catalog>'))).toBeNull();
  });

  it('is read as headings with their words below', () => {
    const { title, markdown, passages } = capture(RSS, 'text/plain', 'https://a.test/feed');
    expect(title).toBe('Boat news');
    expect(markdown).toContain(
      '## [A new boat & its wood](https://a.test/1)\n\nMon, 02 Nov 2026\n\nLarch was felled in winter.',
    );
    expect(passages[0]?.headings).toEqual(['A new boat & its wood']);
  });
});

describe('a file that is too large to be kept whole', () => {
  it('is kept as far as it is read, and says how much is left out', () => {
    const { markdown, passages, hidden_characters } = capture(`${'word '.repeat(400_000)}\u200Bthe end`);
    expect(markdown).toMatch(/word\n\n\(8 more characters are left out here\.\)$/);
    expect(passages.at(-1)?.text).toMatch(/word$/);
    expect(hidden_characters).toBe(0);
  });

  it('is kept to its last whole entry where it is a feed', () => {
    const entry = (number: number) =>
      `<item><title>Entry ${number}</title><description>${'word '.repeat(100_000)}</description></item>`;
    const { markdown, passages } = capture(
      `<rss><channel><title>News</title>${[1, 2, 3, 4, 5, 6].map(entry).join('')}</channel></rss>`,
      'application/rss+xml',
    );
    expect(markdown).toContain('## Entry 3');
    expect(markdown).not.toContain('## Entry 4');
    expect(markdown).toMatch(/\(3 more entries are left out here\.\)$/);
    expect(passages.every(({ headings }) => headings.join('') !== 'Entry 4')).toBe(true);
  });

  it('is read at once however oddly it is written', () => {
    const odd = `# ${' '.repeat(20_000)}x\n`.repeat(5);
    expect(processorTime(() => capture(odd, 'text/markdown', 'https://a.test/odd.md'))).toBeLessThan(2_000);
  });
});
