import { describe, expect, it, vi } from 'vitest';
import type { Citation } from '../../../lib/assistants/objects.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { type CitationPorts, showCitation } from '../../../lib/panel/conversation/show-citation.ts';
import type { CurrentTab } from '../../../lib/panel/ports.ts';

const WATCH = 'https://www.youtube.com/watch?v=abcdefghijk';

const film = (url: string): PageSnapshot => ({
  url,
  title: 'A film',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'x',
  kind: 'transcript',
  markdown: '',
  passages: [
    { id: 1, text: 'The beginning.\nThe middle of it.\nThe end.', headings: [], times: [3, 42.5, 75] },
    { id: 2, text: 'Said about it.', headings: [] },
  ],
  selection: null,
});
const citation = (quote: string | null, passage = 1) => ({ file_id: 'file-1', passage, quote }) as Citation;
const tab = (url: string): CurrentTab => ({ id: 3, url, title: '', closed: null });

function world(url = WATCH, { seeks = true } = {}) {
  const tabs = {
    lead: vi.fn(async () => undefined),
    open: vi.fn(),
    highlight: vi.fn(async () => true),
    seek: vi.fn(async () => seeks),
    show: vi.fn(async () => undefined),
    openTabs: async () => ({ tabs: [] }),
  };
  const ports = { reads: { snapshot: async () => film(url) }, tabs } as unknown as CitationPorts;
  return { tabs, ports };
}

describe('a citation of what is said in a video', () => {
  it.each([
    ['The middle of it.', 42.5],
    ['the end', 3], // not found as it is quoted: the passage's beginning
    ['end.', 75],
    [null, 3],
  ])('takes the tab to the time of the words %s', async (quote, seconds) => {
    const { tabs, ports } = world();
    expect(await showCitation(ports, tab(WATCH), citation(quote))).toBeNull();
    expect(tabs.seek).toHaveBeenCalledWith(expect.objectContaining({ id: 3 }), seconds);
    expect(tabs.lead).not.toHaveBeenCalled();
    expect(tabs.highlight).not.toHaveBeenCalled();
  });

  it('knows the tab again that began at another time', async () => {
    const { tabs, ports } = world();
    await showCitation(ports, tab(`${WATCH}&t=500s`), citation(null));
    expect(tabs.seek).toHaveBeenCalledOnce();
  });

  it('opens the video at that time where no tab shows it', async () => {
    const { tabs, ports } = world();
    await showCitation(ports, tab('https://www.youtube.com/watch?v=another0000'), citation('The middle of it.'));
    expect(tabs.open).toHaveBeenCalledWith(`${WATCH}&t=42s`);
  });

  it('loads the video at that time where something else plays in its place', async () => {
    const { tabs, ports } = world(WATCH, { seeks: false });
    expect(await showCitation(ports, tab(WATCH), citation('The middle of it.'))).toBeNull();
    expect(tabs.lead).toHaveBeenCalledWith(expect.objectContaining({ id: 3 }), `${WATCH}&t=42s`);
  });

  it('says that it is gone where no address leads to a time', async () => {
    const { tabs, ports } = world('https://talks.test/one', { seeks: false });
    expect(await showCitation(ports, tab('https://talks.test/one'), citation(null))).toEqual({ kind: 'quote-gone' });
    expect(tabs.lead).not.toHaveBeenCalled();
  });

  it('leads to the page where the words stand there', async () => {
    const { tabs, ports } = world();
    await showCitation(ports, tab(WATCH), citation('Said about it.', 2));
    expect(tabs.highlight).toHaveBeenCalledWith(expect.anything(), {
      quote: 'Said about it.',
      passage: 'Said about it.',
    });
    expect(tabs.seek).not.toHaveBeenCalled();
  });
});
