import type { Run } from '../assistants/objects.ts';
import { ON_DEVICE } from '../models/connection.ts';
import type { CostAt } from '../models/prices/cost-at.ts';
import type { ThreadUsage, UsageView } from './model.ts';
import type { PanelPorts, UsageRows } from './ports.ts';

/** What the answers of the thread in front have used. */
export type ThreadUsageWatch = {
  /** Null stops. */
  watch(threadId: string | null): void;
  /** Null while the run is under way, when a model had no part in it, and until the prices are loaded. */
  of(run: Run | undefined): UsageView | null;
};

/** Prices are loaded with the first answer that has used any tokens of a model. */
export function createUsage(
  { reads, loadCosts }: Pick<PanelPorts, 'reads' | 'loadCosts'>,
  changed: () => void,
): ThreadUsageWatch {
  let rows: UsageRows | null = null;
  let costs: CostAt | null = null;
  let isLoading = false;
  let view: UsageView | null = null;
  let stop = () => {};

  function refresh(): void {
    view = rows === null || costs === null ? null : usageView(rows, costs);
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
      view = null;
      if (threadId === null) return;
      stop = reads.usage(threadId)((next) => {
        rows = next;
        if (costs !== null) refresh();
        else if (!isLoading && next.runs.some(hasUsage)) void load();
      });
    },
    of: (run) => (run !== undefined && run.id === view?.run_id ? view : null),
  };
}

/** The newest answer and all of them together; null when a model had no part in the newest. */
function usageView({ runs, connections, prices }: UsageRows, costAt: CostAt): UsageView | null {
  const newest = runs.at(-1);
  if (newest === undefined || !hasUsage(newest)) return null;
  const asked = runs.filter(isOfModel).map((run) => {
    const connection = connections.find(({ id }) => id === run.local.connection_id);
    return { run, cost: costAt(run.local.used, run.model, connection, prices) };
  });
  return {
    run_id: newest.id,
    model: newest.model,
    seconds: secondsOf(newest),
    tokens: newest.local.used.total_tokens,
    estimated: newest.local.usage_estimated === true || isCutOff(newest),
    cost: asked.at(-1)?.cost ?? null,
    thread: asked.length === 1 ? null : threadUsage(asked),
  };
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
