import { describe, expect, it } from 'vitest';
import { cleanForClipboard } from '../../../components/controls/clean-for-clipboard.ts';

describe('what is copied', () => {
  it.each([
    ['tabs and line feeds', 'if:\n\tgo\n', 'if:\n\tgo\n', 0],
    ['an escape sequence', 'a\u001b[31mb', 'ab', 1],
    ['a bidirectional override', 'a\u202eb\u2066c', 'abc', 2],
    ['a zero-width space', 'cu\u200brl', 'curl', 1],
    ['hidden tag characters', 'a\u{e0061}\u{e0062}', 'a', 2],
    ['a carriage return over the line', 'safe\rrm -rf', 'saferm -rf', 1],
    ['line ends of another system', 'a\r\nb', 'a\nb', 0],
    ['joined emoji', '👩‍💻', '👩‍💻', 0],
    ['a bracket after a line feed', 'a\n[b]', 'a\n[b]', 0],
  ])('treats %s as it should', (_name, text, clean, removed) => {
    expect(cleanForClipboard(text)).toEqual({ text: clean, removed });
  });
});
