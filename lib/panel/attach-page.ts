import type { Attachment } from '../assistants/objects.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { PanelReads } from './ports.ts';
import type { Requests } from './requests.ts';

/**
 * The attachments a question needs so that the thread holds the page as it is now: none while the page in front is the one
 * attached last and unchanged, the file it has where the user came back to it, a new file otherwise.
 */
export async function attachPage(
  reads: PanelReads,
  requests: Requests,
  threadId: string,
  snapshot: PageSnapshot,
): Promise<readonly Attachment[]> {
  const pages = (await reads.getThread(threadId))?.local.pages ?? [];
  const known = pages.find(({ url }) => url === snapshot.url);
  const file = known === undefined ? undefined : await reads.getFile(known.file_id);
  if (file?.local.page?.content_hash !== snapshot.content_hash)
    return [attachment((await requests.createPage(snapshot)).id)];
  return known === pages.at(-1) ? [] : [attachment(file.id)];
}

export function attachment(file_id: string): Attachment {
  return { file_id, tools: [{ type: 'file_search' }] };
}
