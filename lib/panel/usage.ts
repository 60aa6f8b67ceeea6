import type { Run } from '../assistants/objects.ts';
import { ON_DEVICE } from '../models/connection.ts';
import type { CostAt } from '../models/prices/cost-at.ts';
import type { ThreadUsage, UsageView } from './model.ts';
import type { PanelPorts, UsageRows } from './ports.ts';

/** What the answers of the thread in front have used. */
export type ThreadUsageWatch = {
  /** Null stops. */
  watch(threadId: string | null): void;
  /** By run. None of a run that is under way or that no model had a part in, and none at all until the prices are loaded. */
  views(): ReadonlyMap<string, UsageView>;
};

/** Prices are loaded with the first answer that has used any tokens of a model. */
export function createUsage(
  { reads, loadCosts }: Pick<PanelPorts, 'reads' | 'loadCosts'>,
  changed: () => void,
): ThreadUsageWatch {
  let rows: UsageRows | null = null;
  let costs: CostAt | null = null;
  let isLoading = false;
  let views: ReadonlyMap<string, UsageView> = NONE;
  let stop = () => {};

  function refresh(): void {
    views = rows === null || costs === null ? NONE : kept(usageViews(rows, costs), views);
    changed();
  }

  async function load(): Promise<void> {
    isLoading = true;
    // Without the price list the tokens are still worth showing.
    costs = await loadCosts().catch(() => () => null);
    refresh();
  }

  return {
    watch(threadId) {
      stop();
      rows = null;
      views = NONE;
      if (threadId === null) return;
      stop = reads.usage(threadId)((next) => {
        // An answer is under way: what is known of the others stays.
        if (next.runs.length === 0) return;
        rows = next;
        if (costs !== null) refresh();
        else if (!isLoading && next.runs.some(hasUsage)) void load();
      });
    },
    views: () => views,
  };
}

const NONE: ReadonlyMap<string, UsageView> = new Map();

/** Views that say the same keep their identity, so that nothing is drawn again. */
function kept(next: readonly UsageView[], before: ReadonlyMap<string, UsageView>): ReadonlyMap<string, UsageView> {
  return new Map(
    next.map((view) => {
      const old = before.get(view.run_id);
      return [view.run_id, old !== undefined && JSON.stringify(old) === JSON.stringify(view) ? old : view];
    }),
  );
}

/** Every answer, and with the newest all of them together. */
function usageViews({ runs, connections, prices }: UsageRows, costAt: CostAt): UsageView[] {
  const asked = runs.filter(isOfModel).map((run) => {
    const connection = connections.find(({ id }) => id === run.local.connection_id);
    return { run, cost: costAt(run.local.used, run.model, connection, prices) };
  });
  const newest = runs.at(-1)?.id;
  return asked
    .filter(({ run }) => hasUsage(run))
    .map(({ run, cost }) => ({
      run_id: run.id,
      model: run.model,
      seconds: secondsOf(run),
      tokens: run.local.used.total_tokens,
      estimated: run.local.usage_estimated === true || isCutOff(run),
      cost,
      thread: run.id === newest && asked.length > 1 ? threadUsage(asked) : null,
    }));
}

function threadUsage(asked: readonly { readonly run: Run; readonly cost: ReturnType<CostAt> }[]): ThreadUsage {
  const known = asked.flatMap(({ cost }) => (cost === null ? [] : [cost.usd]));
  const tokens_at_least = asked.some(({ run }) => isCutOff(run));
  return {
    tokens: asked.reduce((sum, { run }) => sum + run.local.used.total_tokens, 0),
    estimated: asked.some(({ run }) => run.local.usage_estimated === true),
    tokens_at_least,
    usd: known.length === 0 ? null : known.reduce((sum, usd) => sum + usd, 0),
    usd_at_least: tokens_at_least || known.length < asked.length,
  };
}

function isOfModel({ local }: Run): boolean {
  return local.connection_id !== ON_DEVICE;
}

function hasUsage(run: Run): boolean {
  return isOfModel(run) && run.local.used.total_tokens > 0;
}

/** Nobody has counted what came of the last request. */
function isCutOff({ status }: Run): boolean {
  return status === 'cancelled' || status === 'failed' || status === 'expired';
}

/** Runs tell their times in whole seconds: none has taken less than one. */
function secondsOf(run: Run): number | null {
  const end = run.completed_at ?? run.failed_at ?? run.cancelled_at;
  return end === null || run.started_at === null ? null : Math.max(1, end - run.started_at);
}
