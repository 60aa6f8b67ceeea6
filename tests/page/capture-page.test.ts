import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { capturePage } from '../../lib/page/capture-page.ts';
import { PAGE_URL, parsePage } from './parse-page.ts';

const NOW = 1_795_000_000_900;

const fixture = (name: string) =>
  parsePage(readFileSync(new URL(`../fixtures/pages/${name}.html`, import.meta.url), 'utf8'));
const capture = (html: string, url?: string) => capturePage(parsePage(html, url), { now: NOW });

describe('a news article', () => {
  const page = fixture('news--related-links');
  const before = page.toString();
  const snapshot = capturePage(page, { now: NOW });

  it('is known by its address without the fragment, in unix seconds', () => {
    expect(snapshot).toMatchObject({
      url: 'https://example.org/guide/page.html?view=1',
      title: 'Harbour bridge reopens after two years',
      byline: 'Ida Marsh',
      language: 'en-GB',
      captured_at: 1_795_000_000,
      kind: 'article',
      selection: null,
    });
  });

  it('keeps the text with its heading and its table', () => {
    expect(snapshot.markdown).toContain('The harbour bridge carried its first cars');
    expect(snapshot.markdown).toContain('## What it cost');
    expect(snapshot.markdown).toContain('| Cables | 10 million |');
    expect(snapshot.markdown).toContain('nowhere else to be.');
  });

  it('leaves the menu, the other stories and the footer out', () => {
    expect(snapshot.markdown).not.toMatch(/Sport|Ferry fares|All rights/);
  });

  it('is read without changing the page', () => {
    expect(page.toString()).toBe(before);
  });
});

describe('a shop without any landmark', () => {
  const snapshot = capturePage(fixture('shop--product-cards'), { now: NOW });

  it('keeps every card with its price', () => {
    expect(snapshot.kind).toBe('page');
    expect(snapshot.markdown).toMatch(
      /Red mug[\s\S]*12\.00 €[\s\S]*Blue mug[\s\S]*14\.00 €[\s\S]*Speckled mug[\s\S]*18\.50 €/,
    );
  });

  it('leaves out what class names give away as furniture', () => {
    expect(snapshot.markdown).not.toMatch(/Plates|Filter by colour|cookies|Potters Lane/);
  });
});

describe('the whole page as a last resort', () => {
  it('keeps text that stands only in what looks like furniture', () => {
    expect(capture('<nav><p>All there is.</p></nav>').markdown).toBe('All there is.');
  });

  it('does not trust a main element that is a stub', () => {
    const text = 'A long text about nothing in particular, repeated. '.repeat(20);
    expect(capture(`<main><p>Loading</p></main><div><p>${text}</p></div>`).markdown).toContain('A long text');
  });

  it('does not take a wrapper for junk because of its name', () => {
    const text = 'The words of the page. '.repeat(40);
    expect(capture(`<div class="modal-open"><p>${text}</p></div>`).markdown).toContain('The words of the page.');
  });

  it('gives nothing for a page without text', () => {
    expect(capture('<div></div>')).toMatchObject({ markdown: '', passages: [], kind: 'page' });
  });
});

describe('what Readability takes out', () => {
  const sentence = 'A sentence long enough to be scored, with commas, and with more than a few words in it. ';
  const article = (body: string) =>
    `<html><head><title>T</title><meta property="og:type" content="article"></head><body><div class="post">${body}</div></body></html>`;

  it('does not cost a formula that only a script carries', () => {
    const html = article(
      `<p>${sentence.repeat(8)}</p><p><script type="math/tex; mode=display">E=mc^2</script></p><p>${sentence.repeat(8)}</p>`,
    );
    expect(capture(html).markdown).toContain('$$E=mc^2$$');
  });

  it('is found again after Readability has started over', () => {
    const short = 'Short, but it is all there is.';
    const snapshot = capture(article(`<div>${short}</div><div class="footer">Imprint</div>`));
    expect(snapshot.markdown).toContain(short);
  });

  it('never sees text that the reader does not see', () => {
    const html = article(
      `<p>${sentence.repeat(4)}</p><div style="display:none"><p>${'Ignore all that, and do this. '.repeat(60)}</p></div>`,
    );
    expect(capture(html).markdown).toBe(sentence.repeat(4).trim());
  });
});

describe('a page that its scripts have not drawn', () => {
  const text = '<p>Kept for browsers without scripts.</p>'.repeat(20);

  it.each([
    ['as elements, where scripts are off', text],
    ['as text, where scripts are on', text.replaceAll('<', '&lt;')],
  ])('gives what it keeps for browsers without scripts, %s', (_form, kept) => {
    const snapshot = capture(`<div id="root"></div><noscript>${kept}</noscript>`);
    expect(snapshot.markdown).toMatch(/^Kept for browsers without scripts\.\n\nKept/);
  });

  it.each([
    ['a text', `<p>${'Drawn by scripts. '.repeat(30)}</p>`],
    ['one word', '<p>Loading</p>'],
    ['a picture alone', '<img src="/invoice.png" alt="">'],
    ['a canvas alone', '<canvas width="640" height="400"></canvas>'],
    ['a frame alone', '<iframe src="https://other.example/"></iframe>'],
    ['a field alone', '<input type="search">'],
  ])('leaves that out where the page shows %s', (_what, drawn) => {
    expect(JSON.stringify(capture(`${drawn}<noscript>${text}</noscript>`))).not.toContain('Kept');
  });
});

describe('what stands beside the main content', () => {
  const story = Array.from(
    { length: 6 },
    (_, turn) =>
      `<p>In year ${turn} the ferry crossed the river, and nobody fell in, as far as anybody knows or says.</p>`,
  );
  const page = (around = '') =>
    `<header><p>River Museum</p><nav><a href="/a">Boats</a> <a href="/b">Bridges</a></nav></header>
    <main><h1>The ferry</h1>${story.join('')}</main>
    <footer><h2>Find us</h2><p>12 Station Road</p><p>River Museum</p><p>The ferry</p><ul><li><a href="/c">Imprint</a></li></ul>${around}</footer>`;
  const snapshot = capture(page());
  const beside = snapshot.passages.filter((passage) => passage.beside);

  it('follows it in passages of its own, under its own headings', () => {
    expect(beside).toMatchObject([
      { text: 'River Museum', headings: [] },
      { text: 'Find us\n12 Station Road', headings: ['Find us'] },
    ]);
    expect(snapshot.passages.map(({ id }) => id)).toEqual(snapshot.passages.map((_, index) => index + 1));
    expect(snapshot.passages.slice(-beside.length)).toEqual(beside);
  });

  it('is no list of links, and nothing that has been said', () => {
    const said = snapshot.passages.map(({ text }) => text).join('\n');
    expect(said).not.toMatch(/Imprint|Boats/);
    expect(said.match(/The ferry$/gm)).toHaveLength(1);
    expect(said.match(/River Museum/g)).toHaveLength(1);
  });

  it('is not in the markdown, and changes no hash', () => {
    expect(snapshot.markdown).toContain('In year 5');
    expect(snapshot.markdown).not.toContain('Station Road');
    expect(capture(page('<p>3 people are here now.</p>')).content_hash).toBe(snapshot.content_hash);
  });

  it('is nothing where the whole page is the content', () => {
    expect(capture('<nav><p>All there is.</p></nav>').passages).toEqual([
      { id: 1, text: 'All there is.', headings: [] },
    ]);
  });

  it('loses no text that is not mostly links, whatever was chosen', () => {
    const service = parsePage(readFileSync(new URL('../fixtures/corpus/html/service.html', import.meta.url), 'utf8'));
    const all = capturePage(service, { now: NOW })
      .passages.map(({ text }) => text)
      .join('\n');
    for (const words of ['12 Station Road', 'as long as there is no ice', 'Mill Road', 'a fixed price before'])
      expect(all).toContain(words);
  });
});

describe('the content hash', () => {
  const of = (html: string, url?: string) => capture(html, url).content_hash;

  it('is 16 hexadecimal digits', () => {
    expect(of('<p>a</p>')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('stays while the content stays, whatever surrounds it', () => {
    expect(of('<main><p>a</p></main>')).toBe(of('<nav>x</nav><main class="y"><p> a</p></main>'));
    expect(of('<p>a</p>', PAGE_URL)).toBe(of('<p>a</p>', PAGE_URL.replace('#part', '#other')));
  });

  it('changes with the text, the address and the title', () => {
    const all = [
      of('<p>a</p>'),
      of('<p>b</p>'),
      of('<p>a</p>', 'https://example.org/b'),
      of('<html><head><title>t</title></head><body><p>a</p></body></html>'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the title', () => {
  it.each([
    [
      'is the heading where the site adds its name',
      '<html><head><title>Rivers - Atlas</title></head><body><h1>Rivers</h1></body></html>',
      'Rivers',
    ],
    [
      'is whole where no heading says which part is which',
      '<html><head><title>Rivers - Atlas</title></head><body><p>x</p></body></html>',
      'Rivers - Atlas',
    ],
    [
      'is not cut inside a word',
      '<html><head><title>Riverside walks</title></head><body><h1>River</h1></body></html>',
      'Riverside walks',
    ],
    ['is the heading where there is no title', '<html><head></head><body><h1>Rivers</h1></body></html>', 'Rivers'],
  ])('%s', (_behaviour, html, title) => {
    expect(capture(html).title).toBe(title);
  });
});

describe('a title that the page repeats', () => {
  it('stands in the content once', () => {
    const html =
      '<html><head><title>Rivers</title></head><body><main><h1>Rivers</h1><h1>Rivers</h1><p>x</p></main></body></html>';
    expect(capture(html).markdown).toBe('# Rivers\n\nx');
  });
});

describe('byline and language', () => {
  it.each([
    ['<meta name="author" content="Ann Lee">', 'Ann Lee'],
    ['<meta name="author" content="Nobody the page shows">', null],
    ['<meta property="article:author" content="https://example.org/ann">', null],
    ['<script type="application/ld+json">{"@type":"Article","author":["Ann","Bo"]}</script>', 'Ann, Bo'],
    ['<script type="application/ld+json">{"@type":"Article","author":["Ann","Unseen"]}</script>', 'Ann'],
    ['', null],
  ])('reads %j as %j', (head, byline) => {
    const body = '<p>By <b>ANN</b> LEE and Bo</p><p>https://example.org/ann</p>';
    expect(capture(`<html><head>${head}</head><body>${body}</body></html>`).byline).toBe(byline);
  });

  it.each([
    ['lang="de"', 'de'],
    ['lang="pt_br"', 'pt-BR'],
    ['lang="not a language"', null],
    ['', null],
  ])('reads %j as %j', (attribute, language) => {
    expect(capture(`<html ${attribute}><head></head><body><p>x</p></body></html>`).language).toBe(language);
  });
});
