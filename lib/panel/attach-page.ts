import type { Attachment } from '../assistants/objects.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { PanelReads } from './ports.ts';
import type { Requests } from './requests.ts';

/**
 * The attachments a question needs so that the thread holds the page as it is now: none while the page in front is the one
 * attached last and unchanged, the file that holds it where there is one, a new file otherwise.
 */
export async function attachPage(
  reads: PanelReads,
  requests: Requests,
  threadId: string,
  snapshot: PageSnapshot,
): Promise<readonly Attachment[]> {
  const file = (await reads.findPage(snapshot)) ?? (await requests.createPage(snapshot));
  const newest = (await reads.getThread(threadId))?.local.pages.at(-1);
  return newest?.file_id === file.id ? [] : [attachment(file.id)];
}

export function attachment(file_id: string): Attachment {
  return { file_id, tools: [{ type: 'file_search' }] };
}
