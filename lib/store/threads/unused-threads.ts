import type { Thread } from '../../assistants/objects.ts';
import type { Database } from '../database.ts';

const DAY = 86_400_000;

/**
 * Ids of the threads that nobody has used for so many days, the longest unused first. Importing one is using it. Never among them are
 * pinned ones, and those that a program has made through the API. `now` in unix milliseconds.
 */
export async function unusedThreads(db: Database, days: number, now: number): Promise<readonly string[]> {
  const until = now - days * DAY;
  const threads = await db.threads.where('local.active_at').below(until).toArray();
  return threads.filter((thread) => mayGo(thread, until)).map(({ id }) => id);
}

function mayGo({ local: { site, imported_at, pinned_at } }: Thread, until: number): boolean {
  if (pinned_at !== undefined) return false;
  return imported_at === undefined ? site !== null : imported_at < until;
}
