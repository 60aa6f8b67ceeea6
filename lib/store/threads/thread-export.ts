import type { PageSnapshot } from '../../page/snapshot.ts';
import type { ThreadExport } from '../../panel/threads/export-thread.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';
import { readSnapshot } from '../snapshot.ts';

/** All that is shown of a thread; undefined where it is gone. */
export async function readThreadExport(db: Database, id: string): Promise<ThreadExport | undefined> {
  const thread = await db.threads.get(id);
  if (thread === undefined) return undefined;
  const messages = await rowsOf(db.messages, '[thread_id+local.order]', id).toArray();
  const runs = await rowsOf(db.runs, '[thread_id+local.order]', id).toArray();
  const steps = await Promise.all(runs.map((run) => rowsOf(db.run_steps, '[run_id+local.order]', run.id).toArray()));
  const cited = new Set(messages.flatMap(({ local }) => (local.citations ?? []).map(({ file_id }) => file_id)));
  const attached = messages.flatMap(({ attachments }) => (attachments ?? []).map(({ file_id }) => file_id));
  const files = await db.files.bulkGet([...new Set([...cited, ...attached])]);
  const snapshots = new Map<string, PageSnapshot>();
  for (const file of cited) {
    const snapshot = await readSnapshot(db, file);
    if (snapshot !== undefined) snapshots.set(file, snapshot);
  }
  return {
    ...{ thread, messages, runs, steps: steps.flat() },
    files: files.filter((file) => file !== undefined),
    passage: (fileId, passage) => snapshots.get(fileId)?.passages.find((one) => one.id === passage)?.text,
  };
}
