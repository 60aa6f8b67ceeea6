import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../lib/models/on-device/escape-markdown.ts';

/** What a reader of the Markdown sees: only plain text and escaped signs may be in it. */
function shown(markdown: string): string {
  const [block, ...others] = marked.lexer(`“${markdown}”`, { gfm: true });
  expect(others).toEqual([]);
  expect(block?.type).toBe('paragraph');
  const tokens: Token[] = block !== undefined && 'tokens' in block ? (block.tokens ?? []) : [];
  for (const { type } of tokens) expect(['text', 'escape']).toContain(type);
  const text = tokens.map((token) => ('text' in token ? token.text : '')).join('');
  return text.replaceAll('&#12304;', '【').slice(1, -1);
}

describe('escapeMarkdown', () => {
  it.each([
    '2 * 3 * 4 = **24** and snake_case_name _so_',
    'Use `git log` or ``this``',
    'See [the docs](https://example.org/a_b) and ![image](x.png)',
    'Visit https://example.org/a_b?c=d&e=f or www.example.org, HTTP://EXAMPLE.ORG',
    'Write to first.last+tag@example.org today',
    '<b>bold</b> <script>alert(1)</script> <https://example.org>',
    'AT&T &amp; &lt; &#35; &copy; R&D',
    'C:\\Users\\me \\* \\& ~~struck~~ #1 a | b',
    'As it says 【7】 and 【 8 】 and 【ok】',
    '$5 (five) {x} + - 1. !',
  ])('shows %s exactly as it is', (text) => {
    expect(shown(escapeMarkdown(text))).toBe(text);
  });

  it('leaves no citation marker of the page’s own', () => {
    expect(escapeMarkdown('As it says 【7】')).not.toMatch(/【\s*\d/);
  });

  it('shows any line of signs exactly as it is', () => {
    const pieces = fc.constantFrom(
      ...'\\`*_[]()<>#~|&;:!@./-+="\'{}$^ a1'.split(''),
      'http',
      'www.',
      '://',
      'amp;',
      '【',
      '7】',
      'x.org',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('').trim().replace(/ +/g, ' ');
        expect(shown(escapeMarkdown(text))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});
