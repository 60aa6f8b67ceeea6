import type { Citation } from '../../assistants/objects.ts';
import type { AppError } from '../../errors.ts';
import { pageAddress } from '../../page/site.ts';
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
  // The browsers' viewers of PDF files let nobody mark words in them, but go to a page.
  const fragment =
    passage.page === undefined
      ? textFragment({ quote, passage: passage.text }, snapshot.passages)
      : `#page=${passage.page}`;
  // What a route is and what is looked for share one fragment.
  const atWords = snapshot.url + (snapshot.url.includes('#') ? fragment.slice(1) : fragment);
  const time = timeOf(passage, quote);
  const address = time === null ? atWords : addressAt(snapshot.url, time);
  const place = await placeOf(tabs, tab, snapshot.url);
  if (place === null) {
    tabs.open(address);
    return null;
  }
  if (!place.in_front) await tabs.show(place);
  // There is no page yet in a tab that sleeps: it is loaded at the words.
  if (passage.page !== undefined || place.asleep) {
    await tabs.lead(place, address);
    return null;
  }
  try {
    const found =
      time === null ? await tabs.highlight(place, { quote, passage: passage.text }) : await tabs.seek(place, time);
    if (found || time === null || address === snapshot.url) return found ? null : { kind: 'quote-gone' };
    // Something else plays in the video's place; its address begins at the time all the same.
    await tabs.lead(place, address);
    return null;
  } catch {
    // The address may be known and the page closed to us, as after a grant was taken back.
    await tabs.lead(place, address);
    return null;
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
