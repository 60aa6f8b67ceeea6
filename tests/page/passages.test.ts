import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafBlocks } from '../../lib/page/blocks/leaves.ts';
import { readBlocks } from '../../lib/page/blocks/read-blocks.ts';
import { passagesOf, selectionSnapshot } from '../../lib/page/passages.ts';
import { plainLines } from '../../lib/page/plain-text.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { parsePage } from './parse-page.ts';

const blocksOf = (html: string) => readBlocks(parsePage(html).body);
const passages = (html: string, title = '') => passagesOf(blocksOf(html), title);
const texts = (html: string) => passages(html).map((passage) => passage.text);

const LONG = 'Words upon words follow one another here. '.repeat(12).trim();

describe('passagesOf', () => {
  it('gathers short blocks, one line each', () => {
    expect(texts('<p>a</p><ul><li>b</li><li>c</li></ul><blockquote><p>d</p></blockquote>')).toEqual(['a\nb\nc\nd']);
  });

  it('numbers passages from one without gaps', () => {
    expect(passages(`<p>${LONG}</p>`.repeat(5)).map((passage) => passage.id)).toEqual(
      [1, 2, 3, 4, 5].slice(0, texts(`<p>${LONG}</p>`.repeat(5)).length),
    );
  });

  it('starts a passage at every heading and keeps the heading with its text', () => {
    expect(texts('<p>a</p><h2>B</h2><p>b</p><h2>C</h2><p>c</p>')).toEqual(['a', 'B\nb', 'C\nc']);
  });

  it('keeps a heading with the heading right below it', () => {
    expect(texts('<h2>A</h2><h3>B</h3><p>b</p>')).toEqual(['A\nB\nb']);
  });

  it('never puts two headings of one level together', () => {
    expect(texts('<h2>A</h2><h2>B</h2><p>b</p>')).toEqual(['A', 'B\nb']);
  });

  it('gives the headings above, outermost first, without the title', () => {
    const html = '<h1>Title</h1><h2>A</h2><p>a</p><h3>B</h3><p>b</p><h2>C</h2><p>c</p>';
    expect(passages(html, 'Title').map((passage) => passage.headings)).toEqual([['A'], ['A', 'B'], ['C']]);
  });

  it('never splits a paragraph, however long', () => {
    expect(texts(`<p>${LONG.repeat(10)}</p><p>b</p>`)).toEqual([LONG.repeat(10), 'b']);
  });

  it('splits a table between rows only, and says a spanning cell once', () => {
    const row = (n: number) => `<tr><td>row ${n}</td><td>${'value '.repeat(30).trim()}</td></tr>`;
    const html = `<table><tr><th colspan="2">Head</th></tr>${Array.from({ length: 30 }, (_, n) => row(n)).join('')}</table>`;
    const all = texts(html);
    expect(all.length).toBeGreaterThan(1);
    expect(all.join('\n').split('\n')).toHaveLength(31);
    expect(all[0]).toMatch(/^Head\nrow 0\tvalue value/);
  });

  it('puts the header of a table above the passages that begin inside it', () => {
    const row = (n: number) => `<tr><td>row ${n}</td><td>${'value '.repeat(30).trim()}</td></tr>`;
    const rows = Array.from({ length: 30 }, (_, n) => row(n)).join('');
    const html = `<h2>Prices</h2><table><tr><th>Fish</th><th>Note</th></tr>${rows}</table><h2>Hours</h2><p>a</p>`;
    const headings = passages(html).map((passage) => passage.headings);
    expect(headings[0]).toEqual(['Prices']);
    expect(new Set(headings.slice(1, -1).map((path) => path.join(' > ')))).toEqual(new Set(['Prices > Fish | Note']));
    expect(headings.at(-1)).toEqual(['Hours']);
  });

  it('keeps a column in its place beside an empty cell', () => {
    expect(
      texts('<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td><td></td><td>3</td></tr></table>'),
    ).toEqual(['A\tB\tC\n1\t\t3']);
  });

  it('keeps the lines of code and their indentation', () => {
    expect(texts('<pre>if a:\n    b()</pre>')).toEqual(['if a:\n    b()']);
  });

  it('shows text as the page does, without any mark', () => {
    expect(
      texts('<p>a <b>b</b> <a href="/c">c</a> <code>d</code> 10<sup>6</sup> <img src="/i.png" alt="e"># 1. x</p>'),
    ).toEqual(['a b c d 106 # 1. x']);
  });

  it('loses and repeats no line of any block', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const phrase = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
    const block = fc.oneof(
      phrase.map((text) => `<p>${text}</p>`),
      fc.tuple(fc.integer({ min: 1, max: 6 }), word).map(([level, text]) => `<h${level}>${text}</h${level}>`),
      fc
        .array(phrase, { minLength: 1, maxLength: 5 })
        .map((items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`),
      fc
        .array(fc.tuple(word, word), { minLength: 2, maxLength: 8 })
        .map((rows) => `<table>${rows.map(([a, b]) => `<tr><td>${a}</td><td>${b}</td></tr>`).join('')}</table>`),
      fc.array(phrase, { minLength: 1, maxLength: 6 }).map((lines) => `<pre>${lines.join('\n')}</pre>`),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 20 }), (html) => {
        const blocks = blocksOf(html.join(''));
        const lines = leafBlocks(blocks)
          .flatMap(plainLines)
          .filter((line) => line.trim() !== '');
        expect(passagesOf(blocks, '').flatMap((passage) => passage.text.split('\n'))).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });
});

describe('selectionSnapshot', () => {
  const snapshot: PageSnapshot = {
    url: 'https://example.org/',
    title: 'Title',
    byline: null,
    language: 'en',
    captured_at: 1,
    content_hash: '0000000000000000',
    kind: 'article',
    markdown: 'whole page',
    passages: [],
    selection: 'first  line\n\nsecond line',
  };

  it('is a page of the selected text alone', () => {
    expect(selectionSnapshot(snapshot)).toMatchObject({
      url: 'https://example.org/',
      kind: 'selection',
      markdown: 'first  line\n\nsecond line',
      passages: [{ id: 1, text: 'first line\nsecond line', headings: [] }],
    });
  });

  it('differs from the page by its hash', () => {
    expect(selectionSnapshot(snapshot)?.content_hash).not.toBe(snapshot.content_hash);
  });

  it('is nothing where nothing is selected', () => {
    expect(selectionSnapshot({ ...snapshot, selection: null })).toBeNull();
  });
});
