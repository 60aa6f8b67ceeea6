import type { AttachedPage, Attachment } from '../../assistants/objects.ts';
import { AppFailure } from '../../errors.ts';
import { isSamePage } from '../../page/same-page.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { DraftFile, PanelReads } from '../ports.ts';
import type { Requests } from './requests.ts';

type Snapshots = {
  /** Null where the tab in front cannot be read. */
  readonly front: PageSnapshot | null;
  /** Of the other tabs that go along. */
  readonly others: readonly PageSnapshot[];
  /** The user's own that go along. */
  readonly files: readonly DraftFile[];
};

/**
 * The attachments a question needs so that the thread holds the pages as they are now: none while the page in front is the one
 * attached last and unchanged. With other pages it is attached with them all the same, and last, as the one opened last.
 */
export async function attachPages(
  reads: PanelReads,
  requests: Requests,
  threadId: string,
  { front, others, files }: Snapshots,
): Promise<readonly Attachment[]> {
  const known = (await reads.getThread(threadId))?.local.pages ?? [];
  const ids: string[] = [];
  for (const file of files) ids.push(await idOf(reads, requests, file));
  for (const snapshot of front === null ? others : [...others, front])
    ids.push(await fileOf(reads, requests, known, snapshot));
  const isHeld = ids.length === 1 && front !== null && ids[0] === known.at(-1)?.file_id;
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

/** One that was attached before may have been deleted since: then it is not there to go along. */
async function idOf(reads: PanelReads, requests: Requests, { file_id, name, snapshot }: DraftFile): Promise<string> {
  if (snapshot !== null) return ((await reads.findPage(snapshot)) ?? (await requests.createPage(snapshot))).id;
  if (file_id !== null && (await reads.snapshot(file_id)) !== undefined) return file_id;
  throw new AppFailure({ kind: 'file-not-readable', reason: 'failed', name });
}

export function attachment(file_id: string): Attachment {
  return { file_id, tools: [{ type: 'file_search' }] };
}
