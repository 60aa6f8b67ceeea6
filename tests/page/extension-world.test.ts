import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeFramesAt, frameBody } from '../../lib/page/blocks/composed-tree.ts';
import { closeFramesBesideNeverRead, closeNeverReadFrames } from '../../lib/page/extension-world.ts';

afterEach(() => {
  closeFramesAt(() => false);
  vi.unstubAllGlobals();
});

const body = {};
const isOpen = (address: string) =>
  frameBody({ contentDocument: { URL: address, body } } as unknown as Element) !== undefined;

describe('frames of the page’s own origin', () => {
  it('are closed where they are never to be read', () => {
    vi.stubGlobal('sitethread_never_read', ['news.test/private']);
    closeNeverReadFrames();
    expect(isOpen('https://news.test/private/mail')).toBe(false);
    for (const address of ['https://news.test/open', 'about:srcdoc']) expect(isOpen(address)).toBe(true);
  });

  it('are open where nothing was said', () => {
    closeNeverReadFrames();
    expect(isOpen('https://news.test/private')).toBe(true);
  });

  it.each([
    ['https://news.test/', 'news.test/private', false],
    ['https://www.news.test./', 'news.test/private', false],
    ['http://localhost:3000/', 'localhost:3000/private', false],
    ['http://localhost:3000/', 'localhost/private', false],
    ['http://localhost:3000/', 'localhost:4000/private', true],
    ['https://news.test/', 'ws.test/private', true],
    ['https://news.test/', 'news.test', true],
  ])('are all closed to videos on %s by %s, unless that is of another site: %s', (page, entry, open) => {
    vi.stubGlobal('location', new URL(page));
    vi.stubGlobal('sitethread_never_read', [entry]);
    closeFramesBesideNeverRead();
    expect(isOpen(new URL('/open', page).href)).toBe(open);
  });
});
