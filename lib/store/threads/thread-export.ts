import { Dexie } from 'dexie';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { ThreadExport } from '../../panel/threads/export-thread.ts';
import type { Database } from '../database.ts';
import { readSnapshot } from '../snapshot.ts';

/** All that is shown of a thread; undefined where it is gone. */
export async function readThreadExport(db: Database, id: string): Promise<ThreadExport | undefined> {
  const thread = await db.threads.get(id);
  if (thread === undefined) return undefined;
  const ofThread = [
    [id, Dexie.minKey],
    [id, Dexie.maxKey],
  ] as const;
  const messages = await db.messages
    .where('[thread_id+local.order]')
    .between(...ofThread)
    .toArray();
  const runs = await db.runs
    .where('[thread_id+local.order]')
    .between(...ofThread)
    .toArray();
  const steps = await Promise.all(
    runs.map((run) => {
      const ofRun = [
        [run.id, Dexie.minKey],
        [run.id, Dexie.maxKey],
      ] as const;
      return db.run_steps
        .where('[run_id+local.order]')
        .between(...ofRun)
        .toArray();
    }),
  );
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
