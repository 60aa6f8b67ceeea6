import type { Engine } from '../assistants/engine.ts';
import type { Database } from './database.ts';
import { deleteEverything } from './delete-everything.ts';
import { createPreferences } from './preferences.ts';
import type { Secrets } from './secrets/secrets.ts';
import { unusedThreads } from './threads/unused-threads.ts';

/** Milliseconds in which answers that are under way must have stopped before everything is deleted. */
const STOP_TIMEOUT = 5_000;

type Parts = {
  readonly db: Database;
  readonly engine: Pick<Engine, 'runs' | 'threads' | 'leaveTitles'>;
  readonly secrets: Pick<Secrets, 'forgetAll'>;
  /** Looks at what is there now, as a worker does on its start. */
  readonly look: () => void;
};

/** What the options page asks about all data at once. */
export function dataCommands({ db, engine, secrets, look }: Parts) {
  const active = () => db.runs.where('local.active').equals(1).toArray();

  /** Whoever is still answering would write it down after all else is gone. */
  async function stopAll(): Promise<void> {
    const end = Date.now() + STOP_TIMEOUT;
    for (const { thread_id, id } of await active()) await engine.runs.cancel(thread_id, id).catch(() => undefined);
    while ((await active()).length > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
    // Last: an answer that ends by itself meanwhile asks for one, too.
    engine.leaveTitles();
  }

  return {
    'data-delete': async () => {
      await stopAll();
      await secrets.forgetAll();
      await deleteEverything(db);
      look();
      return null;
    },
    'data-changed': async () => {
      look();
      return null;
    },
  };
}

/** Deletes the threads that nobody has used for as long as the user has said, one at a time; one that is being answered stays. */
export async function forgetUnused(
  db: Database,
  threads: Pick<Engine['threads'], 'delete'>,
  now: number,
): Promise<void> {
  const days = await createPreferences(db).retention();
  if (days === null) return;
  for (const id of await unusedThreads(db, days, now)) await threads.delete(id).catch(() => undefined);
}
