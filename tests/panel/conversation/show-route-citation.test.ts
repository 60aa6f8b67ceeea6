import { expect, it, vi } from 'vitest';
import type { Citation } from '../../../lib/assistants/objects.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { type CitationPorts, showCitation } from '../../../lib/panel/conversation/show-citation.ts';
import type { CurrentTab } from '../../../lib/panel/ports.ts';

const CITATION = { file_id: 'file-1', passage: 1, quote: 'The heron stands.' } as Citation;

/** A citation of the application's page at `url`, followed while the tab in front shows `front`. */
async function follow(url: string, front: string) {
  const passages = [{ id: 1, text: 'The heron stands.', headings: [] }];
  const snapshot = { url, passages } as unknown as PageSnapshot;
  const tabs = { open: vi.fn(), highlight: vi.fn(async () => true), openTabs: async () => ({ tabs: [] }) };
  const ports = { reads: { snapshot: async () => snapshot }, tabs } as unknown as CitationPorts;
  const tab: CurrentTab = { id: 3, url: front, title: '', closed: null };
  expect(await showCitation(ports, tab, CITATION)).toBeNull();
  return tabs;
}

it.each([
  ['of a route', 'https://a.test/#/birds', 'https://a.test/#/birds#heron'],
  ['of the start of the application', 'https://a.test/', 'https://a.test/#/'],
  ['of a page, at any place in it', 'https://a.test/', 'https://a.test/#heron'],
])('shows the words %s in the tab that shows it', async (_what, url, front) => {
  const { highlight, open } = await follow(url, front);
  expect(highlight).toHaveBeenCalledOnce();
  expect(open).not.toHaveBeenCalled();
});

it.each([
  ['https://a.test/#/birds', 'https://a.test/', 'https://a.test/#/birds:~:text=The%20heron%20stands.'],
  ['https://a.test/#/birds', 'https://a.test/#/fish', 'https://a.test/#/birds:~:text=The%20heron%20stands.'],
  ['https://a.test/', 'https://a.test/#/fish', 'https://a.test/#:~:text=The%20heron%20stands.'],
])('opens %s at the words where the tab shows %s', async (url, front, opened) => {
  const { highlight, open } = await follow(url, front);
  expect(open).toHaveBeenCalledExactlyOnceWith(opened);
  expect(highlight).not.toHaveBeenCalled();
});
