import { timeText } from '../../notation/time-text.ts';
import type { ReadPage, ReadView } from '../model.ts';
import type { PanelReads } from '../ports.ts';

/** The passages of a page as an answer was given them, in the page's order, and what was left out when the page was captured. */
export async function loadRead(reads: PanelReads, read: ReadView): Promise<ReadPage> {
  const { passages = [], hidden_characters = 0, unread_frames = [] } = (await reads.snapshot(read.file_id)) ?? {};
  const ids = read.passages === null ? null : new Set(read.passages);
  return {
    passages: passages
      .filter(({ id }) => ids === null || ids.has(id))
      .map(({ id, headings, text, times }) => ({
        number: read.first_marker + id - 1,
        headings: times?.[0] === undefined ? headings : [timeText(times[0]), ...headings],
        text,
      })),
    hidden_characters,
    unread_hosts: [...new Set(unread_frames.map(({ host }) => host))],
  };
}
