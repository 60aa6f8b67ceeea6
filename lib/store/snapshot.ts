import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../page/snapshot.ts';
import type { Database } from './database.ts';

/** The snapshot a page's File holds; undefined for other files. */
export async function readSnapshot({ files, file_contents }: Database, id: string): Promise<PageSnapshot | undefined> {
  const [file, content] = await Promise.all([files.get(id), file_contents.get(id)]);
  if (file?.local.media_type !== PAGE_MEDIA_TYPE || content === undefined) return undefined;
  return JSON.parse(new TextDecoder().decode(content.bytes));
}
