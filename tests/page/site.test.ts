import { describe, expect, it } from 'vitest';
import type { PageNotReadable } from '../../lib/errors.ts';
import { mayBePainted, nameOfFile, notReadable, pageAddress, siteOf } from '../../lib/page/site.ts';

describe('siteOf', () => {
  it.each<readonly [address: string, site: string]>([
    ['https://example.org/a/b?c#d', 'example.org'],
    ['https://www.example.org/', 'example.org'],
    ['https://WWW.Example.ORG/', 'example.org'],
    ['https://docs.example.org/', 'docs.example.org'],
    ['https://www.docs.example.org/', 'docs.example.org'],
    ['https://wwwe.example.org/', 'wwwe.example.org'],
    ['https://www.com/', 'www.com'],
    ['http://www/', 'www'],
    ['https://example.org:443/', 'example.org'],
    ['http://example.org:80/', 'example.org'],
    ['https://example.org:8443/', 'example.org:8443'],
    ['http://localhost:3000/x', 'localhost:3000'],
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://[::1]:8080/', '[::1]:8080'],
    ['https://münchen.example/', 'xn--mnchen-3ya.example'],
    ['file:///home/me/notes.html', 'file'],
    ['file://server/share/a.html', 'file'],
    ['chrome://extensions/', 'extensions'],
    ['chrome://newtab/', 'newtab'],
    ['edge://settings/privacy', 'settings'],
    ['about:blank', 'blank'],
    ['about:preferences#privacy', 'preferences'],
    ['chrome-extension://abcdef/options.html', 'abcdef'],
    ['view-source:https://www.example.org/', 'example.org'],
    ['blob:https://www.example.org/5f3a9c2e', 'example.org'],
    ['data:text/html,<p>Hello</p>', 'data'],
    ['not an address', 'not an address'],
    ['', ''],
  ])('keeps the threads of %j under %j', (address, site) => {
    expect(siteOf(address)).toBe(site);
  });
});

describe('notReadable', () => {
  it.each<readonly [address: string, reason: PageNotReadable | null]>([
    ['https://example.org/', null],
    ['http://localhost:3000/', null],
    ['file:///home/me/notes.html', null],
    ['chrome://extensions/', 'browser-page'],
    ['edge://newtab/', 'browser-page'],
    ['brave://rewards', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['data:text/html,<p>Hello</p>', 'browser-page'],
    ['blob:https://example.org/5f3a9c2e', null],
    ['devtools://devtools/bundled/inspector.html', 'browser-page'],
    ['view-source:https://example.org/', 'browser-page'],
    ['chrome-extension://abcdef/a.html', 'browser-page'],
    ['moz-extension://abcdef/a.html', 'browser-page'],
    ['', 'browser-page'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chrome.google.com/webstore', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['https://chrome.google.com/webstores', null],
    ['https://chrome.google.com/', null],
    ['https://addons.mozilla.org/en-US/firefox/', 'store'],
    ['https://microsoftedge.microsoft.com/addons/detail/x', 'store'],
    ['https://microsoftedge.microsoft.com/', null],
    ['https://example.org/paper.pdf', null],
  ])('says of %j: %j', (address, reason) => {
    expect(notReadable(address)).toBe(reason);
  });
});

describe('nameOfFile', () => {
  it.each([
    ['https://a.test/papers/on%20rivers.pdf?x=1', 'on rivers.pdf'],
    ['https://a.test/papers/', 'papers'],
    ['https://a.test/100%.txt', '100%.txt'],
    ['https://a.test/', 'a.test'],
    ['file:///home/me/notes.txt', 'notes.txt'],
  ])('of %j is %j', (address, name) => {
    expect(nameOfFile(address)).toBe(name);
  });
});

describe('mayBePainted', () => {
  it.each([
    ['https://docs.google.com/document/d/abc/edit', true],
    ['https://docs.google.com/presentation/d/abc/edit#slide=1', true],
    ['https://docs.google.com/document/u/0/', false],
    ['https://docs.google.com/forms/d/abc/viewform', false],
    ['https://example.org/document/d/abc/edit', false],
  ])('says of %j: %j', (address, painted) => {
    expect(mayBePainted(address)).toBe(painted);
  });
});

describe('pageAddress', () => {
  it.each<readonly [address: string, page: string]>([
    ['https://example.org/a?b', 'https://example.org/a?b'],
    ['https://example.org/a?b#part', 'https://example.org/a?b'],
    ['https://example.org/a#', 'https://example.org/a'],
    ['https://example.org/#/inbox/7?sort=date', 'https://example.org/#/inbox/7?sort=date'],
    ['https://example.org/#!/inbox', 'https://example.org/#!/inbox'],
    ['https://example.org/#/inbox#newest', 'https://example.org/#/inbox'],
    ['https://example.org/#/inbox:~:text=heron', 'https://example.org/#/inbox'],
    ['https://example.org/#/:~:text=heron', 'https://example.org/'],
    ['https://example.org/#:~:text=heron', 'https://example.org/'],
    ['https://example.org/#/', 'https://example.org/'],
    ['https://example.org/#!/', 'https://example.org/'],
    ['https://example.org/#!inbox', 'https://example.org/'],
    ['https://example.org/paper.pdf#page=3', 'https://example.org/paper.pdf'],
    ['', ''],
  ])('knows %j as %j', (address, page) => {
    expect(pageAddress(address)).toBe(page);
  });
});
