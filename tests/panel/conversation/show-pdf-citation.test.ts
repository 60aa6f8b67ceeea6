import { expect, it, vi } from 'vitest';
import type { Citation } from '../../../lib/assistants/objects.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { type CitationPorts, showCitation } from '../../../lib/panel/conversation/show-citation.ts';

const PAPER: PageSnapshot = {
  url: 'https://a.test/paper.pdf',
  title: 'A paper',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'x',
  kind: 'pdf',
  markdown: 'Words.',
  passages: [{ id: 1, text: 'Words.', headings: [], page: 7 }],
  selection: null,
};
const CITATION = { file_id: 'file-1', passage: 1, quote: 'Words.' } as Citation;

function world() {
  const tabs = {
    lead: vi.fn(async () => undefined),
    open: vi.fn(),
    highlight: vi.fn(async () => true),
    show: vi.fn(async () => undefined),
    openTabs: async () => ({ tabs: [] }),
  };
  const ports = { reads: { snapshot: async () => PAPER }, tabs } as unknown as CitationPorts;
  return { tabs, ports };
}

it('leads the tab that shows the PDF file to the page of the cited words, and marks nothing in it', async () => {
  const { tabs, ports } = world();
  const tab = { id: 3, url: 'https://a.test/paper.pdf#page=2', title: '', closed: null };
  expect(await showCitation(ports, tab, CITATION)).toBeNull();
  expect(tabs.lead).toHaveBeenCalledWith(expect.objectContaining({ id: 3 }), 'https://a.test/paper.pdf#page=7');
  expect(tabs.highlight).not.toHaveBeenCalled();
});

it('opens the PDF file at that page where no tab shows it', async () => {
  const { tabs, ports } = world();
  expect(await showCitation(ports, null, CITATION)).toBeNull();
  expect(tabs.open).toHaveBeenCalledWith('https://a.test/paper.pdf#page=7');
});
