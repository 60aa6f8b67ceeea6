import { Dexie } from 'dexie';
import type { Run } from '../../assistants/objects.ts';
import type { UsageRows, UsedRun, Watch } from '../../panel/ports.ts';
import type { Database } from '../database.ts';
import { createSettings } from '../settings.ts';
import { watch } from '../watch.ts';

/** More answers than are shown at once. */
const AT_ONCE = 200;

type Prices = Pick<UsageRows, 'connections' | 'prices'>;

/**
 * What a thread's runs have used. Each is read once behind which there is another, the newest ones first. Nothing is read but the
 * newest run while that is under way: its row changes all the time, and its sums are not shown yet.
 */
export function watchUsage(db: Database, threadId: string): Watch<UsageRows> {
  return (onValue) => {
    let known: readonly UsedRun[] = [];
    let state: 'new' | 'reading-older' | 'whole' | 'stopped' = 'new';
    let latest: Prices = { connections: [], prices: [] };

    const tell = () => onValue({ runs: known, partial: state !== 'whole', ...latest });

    async function readNewer(): Promise<Prices | null> {
      const newest = await range(db, threadId).last();
      if (newest === undefined || newest.local.active === 1) return null;
      const last = known.at(-1);
      const newer =
        last === undefined
          ? (await range(db, threadId).reverse().limit(AT_ONCE).toArray()).toReversed()
          : await range(db, threadId, last.local.order - 1).toArray();
      // The newest again: what naming the thread has used is added to it afterwards.
      known = [...known.slice(0, -1), ...newer.map(usedRun)];
      return { connections: await db.connections.toArray(), prices: await createSettings(db).prices() };
    }

    async function readOlder(): Promise<void> {
      for (;;) {
        const rows = await range(db, threadId, undefined, known[0]?.local.order).reverse().limit(AT_ONCE).toArray();
        if (state === 'stopped') return;
        known = [...rows.toReversed().map(usedRun), ...known];
        if (rows.length < AT_ONCE) break;
      }
      state = 'whole';
      tell();
    }

    const stop = watch(readNewer)((prices) => {
      if (prices === null) return;
      latest = prices;
      const isFirst = state === 'new';
      if (isFirst) state = known.length < AT_ONCE ? 'whole' : 'reading-older';
      tell();
      if (isFirst && state === 'reading-older') void readOlder();
    });
    return () => {
      state = 'stopped';
      stop();
    };
  };
}

/** Runs of a thread by their order, both bounds excluded. */
function range(db: Database, threadId: string, above?: number, below?: number) {
  return db.runs
    .where('[thread_id+local.order]')
    .between([threadId, above ?? Dexie.minKey], [threadId, below ?? Dexie.maxKey], false, false);
}

/** Instructions and schemas of a thousand runs would fill the memory of the panel. */
function usedRun(run: Run): UsedRun {
  const { id, model, status, started_at, completed_at, failed_at, cancelled_at } = run;
  const { order, connection_id, used, usage_estimated, assistant_name } = run.local;
  const estimated = usage_estimated === true ? { usage_estimated } : {};
  const named = assistant_name === undefined ? {} : { assistant_name };
  const local = { order, connection_id, used, ...estimated, ...named };
  return { id, model, status, started_at, completed_at, failed_at, cancelled_at, local };
}
