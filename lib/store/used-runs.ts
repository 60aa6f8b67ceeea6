import type { Run } from '../assistants/objects.ts';
import type { Database } from './database.ts';

export type UsedRun = Pick<Run, 'created_at' | 'model'> & Pick<Run['local'], 'connection_id' | 'used'>;

/**
 * Reads the runs since a moment (unix milliseconds) in which a model has used tokens, oldest first, once they have ended. Each is
 * read once, however often this is asked, but the newest: a run that has ended stays as it is, and whole runs are long.
 */
export function createUsedRuns(db: Database): (since: number) => Promise<UsedRun[]> {
  /** Undefined where nothing was used. */
  let known: ReadonlyMap<string, UsedRun | undefined> = new Map();

  return async (since) => {
    const ids = await db.runs
      .where('created_at')
      .aboveOrEqual(Math.floor(since / 1000))
      .primaryKeys();
    // The newest again: what naming its thread has used is added to it afterwards.
    const read = await db.runs.bulkGet(ids.filter((id) => !known.has(id) || id === ids.at(-1)));
    const before = known;
    const ended = new Map(read.flatMap((run) => (run === undefined || run.local.active === 1 ? [] : [[run.id, run]])));
    known = new Map(
      ids.flatMap((id) => {
        const run = ended.get(id);
        if (run !== undefined) return [[id, usedRun(run)]];
        return before.has(id) ? [[id, before.get(id)]] : [];
      }),
    );
    return [...known.values()].filter((run) => run !== undefined);
  };
}

function usedRun({ created_at, model, local }: Run): UsedRun | undefined {
  const { connection_id, used } = local;
  return used.total_tokens > 0 ? { created_at, model, connection_id, used } : undefined;
}
