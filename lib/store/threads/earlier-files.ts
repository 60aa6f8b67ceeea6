import type { EarlierFile } from '../../panel/composer/along-model.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';

/** More than anybody looks through. */
const MOST = 200;

/** Files of the user's own that were attached anywhere, the newest first, each content once. */
export async function earlierFiles(db: Database): Promise<readonly EarlierFile[]> {
  const rows = await rowsOf(db.files, '[local.page.kind+local.order]', 'file')
    .reverse()
    .filter(({ expires_at }) => expires_at === undefined)
    .limit(MOST)
    .toArray();
  const files = new Map<string, EarlierFile>();
  for (const { id, created_at, local } of rows)
    if (local.page !== undefined && !files.has(local.page.url))
      files.set(local.page.url, { file_id: id, name: local.page.title, at: created_at * 1000 });
  return [...files.values()];
}
