import { describe, expect, it } from 'vitest';
import type { PageNotReadable } from '../../lib/errors.ts';
import { notReadable, siteOf } from '../../lib/page/site.ts';

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
    ['https://example.org/paper.pdf', 'pdf'],
    ['https://example.org/PAPER.PDF?x=1#page=2', 'pdf'],
    ['file:///home/me/paper.pdf', 'pdf'],
    ['https://example.org/pdf', null],
    ['https://example.org/?file=a.pdf', null],
  ])('says of %j: %j', (address, reason) => {
    expect(notReadable(address)).toBe(reason);
  });
});
