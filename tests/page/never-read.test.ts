import { describe, expect, it } from 'vitest';
import { isNeverRead, readNeverRead } from '../../lib/page/never-read.ts';

describe('what is typed as a site', () => {
  it.each([
    ['bank.example', 'bank.example'],
    [' https://www.Bank.example/ ', 'bank.example'],
    ['*.bank.example', 'bank.example'],
    ['*://*.bank.example/*', 'bank.example'],
    ['http://bank.example:8080', 'bank.example:8080'],
    ['bank.example/private/', 'bank.example/private'],
    ['localhost', 'localhost'],
    ['127.0.0.1:3000', '127.0.0.1:3000'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[::1]', '[::1]'],
    ['https://www.bank.example./', 'bank.example'],
    ['localhost.:3000', 'localhost:3000'],
    ['file:///home/me', 'file'],
    ['file', 'file'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readNeverRead(typed)).toBe(kept);
  });

  it.each(['', ' ', '*', 'https://', 'two words', 'chrome://settings', 'javascript:alert(1)', '*.', 'a.*'])(
    '%s is no site',
    (typed) => {
      expect(readNeverRead(typed)).toBeNull();
    },
  );
});

describe('a site that is never to be read', () => {
  const entries = ['bank.example', 'news.example/private', 'localhost:3000', 'file'];

  it.each([
    'https://bank.example/',
    'http://www.bank.example/x?y#z',
    'https://my.own.bank.example:8443/',
    'https://BANK.example/',
    'https://news.example/private',
    'https://news.example/private/mail',
    'http://localhost:3000/',
    'file:///etc/hosts',
    'blob:https://bank.example/4711',
    'view-source:https://bank.example/',
    'https://bank.example./x',
    'https://www.bank.example.:8443/x',
    'http://localhost.:3000/',
    'https://news.example/%70rivate/mail',
    'https://news.example/priv%61te%2Fmail',
    'https://news.example//private/mail',
    'https://news.example/.//private//mail',
    'https://news.example/open%2F..%2Fprivate/mail',
    'https://news.example/private/..%2Fopen',
    'https://news.example/%70rivate/%ff',
    'https://news.example/private%5Cmail',
  ])('covers %s', (address) => {
    expect(isNeverRead(entries, address)).toBe(true);
  });

  it.each([
    'https://notbank.example/',
    'https://bank.example.evil.test/',
    'https://news.example/',
    'https://news.example/privately',
    'https://news.example/open/private',
    'https://news.example/%2570rivate',
    'http://localhost:4000/',
    'https://other.test/?bank.example',
    'about:blank',
    'half-typed',
    '',
  ])('does not cover %s', (address) => {
    expect(isNeverRead(entries, address)).toBe(false);
  });
});

it('a path that is kept with escapes covers it without them, and the other way round', () => {
  const kept = readNeverRead('https://news.example/caf%c3%a9/my mail') ?? '';
  expect(isNeverRead([kept], 'https://news.example/café/my%20mail/1')).toBe(true);
  expect(isNeverRead(['news.example/%70rivate'], 'https://news.example/private')).toBe(true);
});
