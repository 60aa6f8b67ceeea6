import type { AttachedPage, Attachment } from '../assistants/objects.ts';
import { isSamePage } from '../page/same-page.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { PanelReads } from './ports.ts';
import type { Requests } from './requests.ts';

type Snapshots = {
  /** Null where the tab in front cannot be read. */
  readonly front: PageSnapshot | null;
  /** Of the other tabs that go along. */
  readonly others: readonly PageSnapshot[];
};

/**
 * The attachments a question needs so that the thread holds the pages as they are now: none while the page in front is the one
 * attached last and unchanged. With other pages it is attached with them all the same, and last, as the one opened last.
 */
export async function attachPages(
  reads: PanelReads,
  requests: Requests,
  threadId: string,
  { front, others }: Snapshots,
): Promise<readonly Attachment[]> {
  const known = (await reads.getThread(threadId))?.local.pages ?? [];
  const ids: string[] = [];
  for (const snapshot of front === null ? others : [...others, front])
    ids.push(await fileOf(reads, requests, known, snapshot));
  const isHeld = others.length === 0 && ids[0] === known.at(-1)?.file_id;
  return isHeld ? [] : [...new Set(ids)].map(attachment);
}

/** The file that holds the page as it is, which may be a new one. */
async function fileOf(
  reads: PanelReads,
  requests: Requests,
  known: readonly AttachedPage[],
  snapshot: PageSnapshot,
): Promise<string> {
  const attached = known.find(({ url }) => url === snapshot.url);
  const before = attached === undefined ? undefined : await reads.snapshot(attached.file_id);
  if (attached !== undefined && before !== undefined && isSamePage(before, snapshot)) return attached.file_id;
  return ((await reads.findPage(snapshot)) ?? (await requests.createPage(snapshot))).id;
}

export function attachment(file_id: string): Attachment {
  return { file_id, tools: [{ type: 'file_search' }] };
}
