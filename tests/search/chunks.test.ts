import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../lib/search/chunks.ts';
import { estimateTokens } from '../../lib/search/tokens.ts';
import { processorTime } from '../support/processor-time.ts';

const SMALL = { max_chunk_size_tokens: 100, chunk_overlap_tokens: 50, markdown: false };
const USUAL = { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400, markdown: false };

const sentence = (index: number) => `Sentence number ${index} says something that no other sentence says.`;
const paragraph = (index: number) => Array.from({ length: 4 }, (_, at) => sentence(index * 4 + at)).join('\n');
const prose = (paragraphs: number) => Array.from({ length: paragraphs }, (_, index) => paragraph(index)).join('\n\n');

describe('chunks', () => {
  it('a text that fits is one chunk', () => {
    expect(chunksOf('A short text.\n', USUAL)).toEqual([{ text: 'A short text.', headings: [] }]);
  });

  it('white space alone gives none', () => {
    expect(chunksOf(' \n\n\t\n', USUAL)).toEqual([]);
  });

  it.each([0, 50])('with an overlap of %i none is above the size, and nothing is lost', (chunk_overlap_tokens) => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 60 }), (lines) => {
        const text = lines.join('\n');
        const chunks = chunksOf(text, { ...SMALL, chunk_overlap_tokens });
        for (const chunk of chunks) expect(estimateTokens(chunk.text)).toBeLessThanOrEqual(100);
        let at = 0;
        for (const chunk of chunks) {
          const found = text.indexOf(chunk.text);
          expect(found).toBeGreaterThanOrEqual(0);
          // Between two chunks there is at most white space.
          const place = text.indexOf(chunk.text, Math.max(0, at - chunk.text.length));
          if (place > at) expect(text.slice(at, place).trim()).toBe('');
          at = Math.max(at, place + chunk.text.length);
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 200 },
    );
  });

  it('every line of a long text is in a chunk, and neighbours share the overlap', () => {
    const text = prose(60);
    const chunks = chunksOf(text, USUAL);
    const lines = text.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(chunks.some((chunk) => chunk.text.includes(line))).toBe(true);
    for (const [index, chunk] of chunks.entries()) {
      const next = chunks[index + 1];
      if (next === undefined) continue;
      const shared = lines.filter((line) => chunk.text.includes(line) && next.text.includes(line));
      const tokens = estimateTokens(shared.join('\n'));
      expect(tokens).toBeGreaterThan(150);
      expect(tokens).toBeLessThanOrEqual(400);
    }
  });

  it('end where a paragraph does', () => {
    const chunks = chunksOf(prose(60), USUAL);
    expect(chunks.length).toBeGreaterThan(5);
    for (const chunk of chunks) expect(Number(/number (\d+)[^\n]*$/.exec(chunk.text)?.[1]) % 4).toBe(3);
  });

  it('part a single long line behind sentences', () => {
    const text = Array.from({ length: 80 }, (_, index) => sentence(index)).join(' ');
    const chunks = chunksOf(text, { ...SMALL, chunk_overlap_tokens: 0 });
    for (const chunk of chunks) expect(chunk.text).toMatch(/^Sentence .*\.$/);
    expect(chunks.map((chunk) => chunk.text).join(' ')).toBe(text);
  });

  it('never cut a character in two', () => {
    const chunks = chunksOf('😀'.repeat(500), { ...SMALL, chunk_overlap_tokens: 0 });
    expect(chunks.map((chunk) => chunk.text).join('')).toBe('😀'.repeat(500));
    for (const chunk of chunks) expect(chunk.text.isWellFormed()).toBe(true);
  });

  it('keep the headings above them when the text is markdown', () => {
    const text = `# Guide\n\n## Install\n\n${prose(12)}\n\n## Use\n\n${prose(12)}`;
    const chunks = chunksOf(text, { ...SMALL, markdown: true });
    const last = chunks.at(-1);
    expect(last?.headings).toEqual(['Guide', 'Use']);
    expect(chunks[3]?.headings).toEqual(['Guide', 'Install']);
    expect(chunksOf(text, SMALL).every(({ headings }) => headings.length === 0)).toBe(true);
  });

  it('take no comment in a block of code for a heading', () => {
    const text = `# Real\n\n\`\`\`\n# not one\n\`\`\`\n\n${prose(12)}`;
    const chunks = chunksOf(text, { ...SMALL, markdown: true });
    expect(chunks.at(-1)?.headings).toEqual(['Real']);
  });

  it.each([
    ['5 MB of prose', prose(18_000)],
    ['5 MB of one line', `${'word '.repeat(1_000_000)}`],
    ['5 MB without a space', 'x'.repeat(5_000_000)],
    ['1 MB of line feeds', '\n'.repeat(1_000_000)],
    ['1 MB of lines of one letter', 'a\n'.repeat(500_000)],
  ])('%s take a few seconds at most', (_what, text) => {
    expect(processorTime(() => chunksOf(text, USUAL))).toBeLessThan(5_000);
  });
});
