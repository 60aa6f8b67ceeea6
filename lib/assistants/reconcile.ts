import type { Context } from './context.ts';
import type { Driver } from './drive-run.ts';
import type { Run } from './objects.ts';

/**
 * Takes up every run that is not terminal and that nobody drives: what an earlier worker left when it was stopped. Called on
 * every worker start, on the watchdog's alarm and when a surface connects; calling it again changes nothing.
 *
 * A completion that had begun is never asked again: the request may have reached the server, and may have cost money.
 */
export async function reconcile(context: Context, driver: Driver): Promise<void> {
  const runs = await context.store.runs.active();
  await Promise.all(runs.filter((run) => !driver.drives(run.id)).map((run) => takeUp(context, driver, run)));
}

async function takeUp({ clock }: Context, driver: Driver, run: Run): Promise<void> {
  if (run.expires_at !== null && run.expires_at * 1000 <= clock.now()) {
    return driver.dispatch(run.id, { type: 'run-expire' });
  }
  switch (run.status) {
    case 'queued':
      // Not waited for: a run may take minutes, and others wait to be taken up.
      driver.drive(run.id).catch(() => undefined);
      return;
    case 'in_progress':
      return driver.dispatch(run.id, { type: 'run-fail', error: { kind: 'interrupted' } });
    case 'cancelling':
      return driver.dispatch(run.id, { type: 'stream-end' });
    default:
      return; // requires_action waits for its outputs
  }
}
