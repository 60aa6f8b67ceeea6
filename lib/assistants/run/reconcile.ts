import type { Context } from '../context.ts';
import type { Run } from '../objects.ts';
import { deleteExpired } from '../operations/remove-file.ts';
import { canBeTakenUp, type Driver } from './drive-run.ts';
import { abandon } from './effects-remote.ts';
import type { RunEvent } from './run-events.ts';

type Parts = { readonly driver: Driver; readonly watchExpiry: (run: Run) => void };

/**
 * Takes up every run that is not terminal and that nobody drives: what an earlier worker left when it was stopped. Called on
 * every worker start, on the watchdog's alarm and when a surface connects; calling it again changes nothing.
 *
 * A completion that had begun is taken up where it goes on at its server, or where that has turned it away for a while; else
 * it is never asked again: the request may have reached the server, and may have cost money.
 */
export async function reconcile(context: Context, parts: Parts): Promise<void> {
  context.indexer.wake();
  await deleteExpired(context).catch(() => undefined);
  const runs = await context.store.runs.active();
  await Promise.all(runs.filter((run) => !parts.driver.drives(run.id)).map((run) => takeUp(context, parts, run)));
}

async function takeUp(context: Context, { driver, watchExpiry }: Parts, run: Run): Promise<void> {
  /** The server may still be answering it. */
  const end = async (event: RunEvent): Promise<void> => {
    await driver.dispatch(run.id, event);
    void abandon(context, run);
  };
  if (run.expires_at !== null && run.expires_at * 1000 <= context.clock.now()) return end({ type: 'run-expire' });
  watchExpiry(run);
  switch (run.status) {
    case 'queued':
      // Nobody waits for the answer to a question whose asker has ended.
      if (hasLostItsParent(driver, run)) return end({ type: 'run-cancel' });
      // Not waited for: a run may take minutes, and others wait to be taken up.
      driver.drive(run.id).catch(() => undefined);
      return;
    case 'in_progress':
      if (hasLostItsParent(driver, run) || !canBeTakenUp(run, context.clock.now()))
        return end({ type: 'run-fail', error: { kind: 'interrupted' } });
      driver.drive(run.id).catch(() => undefined);
      return;
    case 'cancelling':
      return end({ type: 'stream-end' });
    default:
      return; // requires_action waits for its outputs
  }
}

/** A consulted run whose asker's worker was stopped: the asker ends as interrupted, and does not ask again. */
function hasLostItsParent(driver: Driver, { local: { parent } }: Run): boolean {
  return parent !== undefined && !driver.drives(parent.run_id);
}
