import type { CostAt } from '../../models/prices/cost-at.ts';
import { ON_DEVICE } from '../../notation/model-name.ts';
import type { ThreadUsage, UsageView } from '../conversation/run-model.ts';
import type { PanelPorts, UsageRows, UsedRun } from '../ports.ts';

/** What the answers of the thread in front have used. */
export type ThreadUsageWatch = {
  /** Null stops. */
  watch(threadId: string | null): void;
  /** By run. None of a run that is under way or that no model had a part in, and none at all until the prices are loaded. */
  views(): ReadonlyMap<string, UsageView>;
};

/** Prices are loaded with the first answer of a model. */
export function createUsage(
  { reads, loadCosts }: Pick<PanelPorts, 'reads' | 'loadCosts'>,
  changed: () => void,
): ThreadUsageWatch {
  let rows: UsageRows | null = null;
  let costs: CostAt | null = null;
  let isLoading = false;
  let views: ReadonlyMap<string, UsageView> = NONE;
  let asked = createAsked(() => null);
  let stop = () => {};

  function refresh(): void {
    if (rows === null || costs === null) views = NONE;
    else {
      asked = asked.isOf(rows, costs) ? asked : createAsked(costs, rows);
      views = kept(usageViews(rows, asked.of), views);
    }
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
      // While an answer is under way, what is known of the others stays.
      stop = reads.usage(threadId)((next) => {
        rows = next;
        if (costs !== null) refresh();
        else if (!isLoading && next.runs.some(isOfModel)) void load();
      });
    },
    views: () => views,
  };
}

const NONE: ReadonlyMap<string, UsageView> = new Map();
const NO_PRICES: Pick<UsageRows, 'connections' | 'prices'> = { connections: [], prices: [] };

/** Views that say the same keep their identity, so that nothing is drawn again; so does the map. */
function kept(next: readonly UsageView[], before: ReadonlyMap<string, UsageView>): ReadonlyMap<string, UsageView> {
  const views = next.map((view) => {
    const old = before.get(view.run_id);
    if (old === undefined) return view;
    // A run that has ended stays as it is, but what naming its thread has used; the cost can change, and the sum that goes with the newest.
    if (old.cost === view.cost && old.tokens === view.tokens && old.thread === null && view.thread === null) return old;
    return JSON.stringify(old) === JSON.stringify(view) ? old : view;
  });
  const isSame = views.length === before.size && views.every((view) => before.get(view.run_id) === view);
  return isSame ? before : new Map(views.map((view) => [view.run_id, view]));
}

type Asked = { readonly run: UsedRun; readonly cost: ReturnType<CostAt> };

/** What each run has cost, worked out once as long as the prices stay. */
function createAsked(costAt: CostAt, { connections, prices }: Pick<UsageRows, 'connections' | 'prices'> = NO_PRICES) {
  const basis = JSON.stringify([connections, prices]);
  const known = new WeakMap<UsedRun, Asked>();
  return {
    isOf: (rows: UsageRows, costs: CostAt) =>
      costs === costAt && basis === JSON.stringify([rows.connections, rows.prices]),

    of(run: UsedRun): Asked {
      const before = known.get(run);
      if (before !== undefined) return before;
      const connection = connections.find(({ id }) => id === run.local.connection_id);
      const asked = { run, cost: costAt(run.local.used, run.model, connection, prices) };
      known.set(run, asked);
      return asked;
    },
  };
}

/** Every answer, and with the newest all of them together. */
function usageViews({ runs, partial }: UsageRows, askedOf: (run: UsedRun) => Asked): UsageView[] {
  const asked = runs.filter(isOfModel).map(askedOf);
  const newest = runs.at(-1)?.id;
  return asked.map(({ run, cost }) => ({
    run_id: run.id,
    ...(run.local.assistant_name === undefined ? {} : { assistant: run.local.assistant_name }),
    model: run.model,
    seconds: secondsOf(run),
    tokens: run.local.used.total_tokens,
    estimated: run.local.usage_estimated === true || isCutOff(run),
    cost: run.local.used.total_tokens === 0 ? null : cost,
    thread: run.id === newest && !partial && asked.length > 1 ? threadUsage(asked) : null,
  }));
}

function threadUsage(asked: readonly Asked[]): ThreadUsage {
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

function isOfModel({ local }: UsedRun): boolean {
  return local.connection_id !== ON_DEVICE;
}

/** Nobody has counted what came of the last request. */
function isCutOff({ status }: UsedRun): boolean {
  return status === 'cancelled' || status === 'failed' || status === 'expired';
}

/** Runs tell their times in whole seconds: none has taken less than one. */
function secondsOf(run: UsedRun): number | null {
  const end = run.completed_at ?? run.failed_at ?? run.cancelled_at;
  return end === null || run.started_at === null ? null : Math.max(1, end - run.started_at);
}
