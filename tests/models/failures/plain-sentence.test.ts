import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainSentence } from '../../../lib/models/failures/plain-sentence.ts';

it.each([
  ['keeps a plain sentence', 'Not so fast.', 'Not so fast.'],
  ['takes a page by its title', '<html><head><title>502 Bad Gateway</title></head><body>nginx', '502 Bad Gateway'],
  ['drops tags, scripts and styles', '<style>a{}</style><p>One</p><script>x()</script><p>two</p>', 'One two'],
  ['drops a tag that was cut off', 'Sorry <a href="x', 'Sorry'],
  ['drops a script that was cut off', 'Sorry <script>while(1)', 'Sorry'],
  ['makes one line of many', 'a\r\n\tb\u0000c', 'a b c'],
  ['drops marks that reorder text', 'abc\u202edef\u200b', 'abc def'],
])('%s', (_name, said, shown) => {
  expect(plainSentence(said, null)).toBe(shown);
});

it('is at most 300 characters long and holds neither markup nor the key', () => {
  const key = 'sk-canary-0123456789';
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('<b>', '</b>', '<script>', key, ' ')), { maxLength: 60 }),
      (pieces) => {
        const shown = plainSentence(pieces.join(''), key);
        expect(shown.length).toBeLessThanOrEqual(300);
        expect(shown).not.toContain(key);
        expect(shown).not.toMatch(/<[a-z/]/i);
      },
    ),
  );
});
