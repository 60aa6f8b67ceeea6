import type { Citation } from '../../assistants/objects.ts';
import type { AppError } from '../../errors.ts';
import { pageAddress } from '../../page/site.ts';
import type { PageSnapshot, Passage } from '../../page/snapshot.ts';
import { textFragment } from '../../page/text-fragment.ts';
import { addressAt, withoutTime } from '../../page/transcript/address.ts';
import { timeOf } from '../../page/transcript/time-of.ts';
import type { PreviewOf } from '../composer/along-model.ts';
import type { CurrentTab, PanelPorts, PanelTabs } from '../ports.ts';

export type CitationPorts = Pick<PanelPorts, 'reads' | 'tabs'> & { readonly preview: (what: PreviewOf) => void };

/** `in_front`: beside the panel already. */
type Place = { readonly id: number; readonly in_front: boolean; readonly asleep: boolean };

/**
 * Takes the user to the cited words: in the tab that shows the page, which comes to the front, else in a new tab at a text
 * fragment; of a PDF file to the page they stand on, of a video to the time they are said at. A
 * file of the user's own is in no tab: its passage is shown in the panel. Null when they were shown; the error otherwise.
 */
export async function showCitation(
  { reads, tabs, preview }: CitationPorts,
  tab: CurrentTab | null,
  { file_id, passage: id, quote }: Citation,
): Promise<AppError | null> {
  const snapshot = await reads.snapshot(file_id);
  const passage = snapshot?.passages.find((one) => one.id === id);
  if (snapshot === undefined || passage === undefined) return { kind: 'unexpected', detail: 'citation' };
  if (snapshot.kind === 'file') {
    preview({ type: 'file', file_id, title: snapshot.title, passage: id, quote });
    return null;
  }
  const words = wordsIn(snapshot, passage, quote);
  const place = await placeOf(tabs, tab, snapshot.url);
  if (place === null) {
    tabs.open(words.address);
    return null;
  }
  if (!place.in_front) await tabs.show(place);
  // There is no page yet in a tab that sleeps: it is loaded at the words.
  const found = passage.page !== undefined || place.asleep ? 'by-address' : await goTo(tabs, place, words);
  if (found === 'gone') return { kind: 'quote-gone' };
  if (found === 'by-address') await tabs.lead(place, words.address);
  return null;
}

/** Words of the page at `url`. `time`: when they are said in a video, in seconds; null where they are not. `address` leads to them in any tab. */
type Words = {
  readonly url: string;
  readonly quote: string | null;
  readonly passage: string;
  readonly time: number | null;
  readonly address: string;
};

function wordsIn({ url, passages }: PageSnapshot, passage: Passage, quote: string | null): Words {
  const time = timeOf(passage, quote);
  const words = { url, quote, passage: passage.text };
  if (time !== null) return { ...words, time, address: addressAt(url, time) };
  // The browsers' viewers of PDF files let nobody mark words in them, but go to a page.
  const fragment = passage.page === undefined ? textFragment(words, passages) : `#page=${passage.page}`;
  // What a route is and what is looked for share one fragment.
  return { ...words, time, address: url + (url.includes('#') ? fragment.slice(1) : fragment) };
}

/** Goes to the words in a page that is there. `by-address`: only their address leads to them. */
async function goTo(
  tabs: PanelTabs,
  place: Place,
  { url, quote, passage, time, address }: Words,
): Promise<'found' | 'gone' | 'by-address'> {
  try {
    if (time === null) return (await tabs.highlight(place, { quote, passage })) ? 'found' : 'gone';
    if (await tabs.seek(place, time)) return 'found';
    // Something else plays in the video's place; its address may begin at the time all the same.
    return address === url ? 'gone' : 'by-address';
  } catch {
    // The address may be known and the page closed to us, as after a grant was taken back.
    return 'by-address';
  }
}

/** The tab that shows the page: the one in front if it does, else the one used last. */
async function placeOf(tabs: PanelTabs, front: CurrentTab | null, url: string): Promise<Place | null> {
  const shows = (address: string | undefined) =>
    address !== undefined && withoutTime(pageAddress(address)) === withoutTime(url);
  if (front !== null && shows(front.url)) return { id: front.id, in_front: true, asleep: false };
  const other = (await tabs.openTabs()).tabs.find((tab) => shows(tab.url));
  return other === undefined ? null : { id: other.id, in_front: false, asleep: other.asleep };
}
