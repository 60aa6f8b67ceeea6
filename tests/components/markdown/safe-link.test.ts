import { describe, expect, it } from 'vitest';
import { namesAnotherHost, safeLink } from '../../../components/markdown/safe-link.ts';

describe('a destination', () => {
  it.each([
    ['https://example.org/a?b=1&amp;c=2', 'https://example.org/a?b=1&c=2', 'example.org'],
    ['http://localhost:8080', 'http://localhost:8080/', 'localhost:8080'],
    ['mailto:a@example.org', 'mailto:a@example.org', 'a@example.org'],
    ['https://user@evil.example', 'https://user@evil.example/', 'evil.example'],
    ['https://аррle.example', 'https://xn--le-6kc8da.example/', 'xn--le-6kc8da.example'],
  ])('%s may be opened and shows its host', (href, url, host) => {
    expect(safeLink(href)).toEqual({ url, host });
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'chrome://settings',
    'about:blank',
    '//example.org',
    '/path',
    '#top',
    '',
    'https://',
  ])('%s stays text', (href) => {
    expect(safeLink(href)).toBeNull();
  });
});

describe('the words of a link', () => {
  const link = { url: 'https://www.example.org/a', host: 'www.example.org' };
  it.each([
    ['the study', false],
    ['example.org', false],
    ['https://example.org/other', false],
    ['bank.example', true],
    ['https://bank.example/login', true],
    ['v2.0', false],
  ])('%s', (words, other) => {
    expect(namesAnotherHost(words, link)).toBe(other);
  });
});
