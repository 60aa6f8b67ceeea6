import type { Notice } from '../context.ts';
import type { ThreadEvent } from '../events.ts';
import type { Message, Run, RunStep } from '../objects.ts';
import type { OpenRun } from './open-run.ts';

/** What one event changes: rows to write together, then notices to send. */
export type Batch = {
  readonly now: number;
  readonly runs: Map<string, Run>;
  readonly messages: Map<string, Message>;
  readonly runSteps: Map<string, RunStep>;
  readonly notices: Notice[];
};

/** Queues a notice about this run. */
export function tell(open: OpenRun, batch: Batch, event: ThreadEvent, offset = 0): void {
  batch.notices.push({ thread_id: open.run.thread_id, run_id: open.run.id, event, offset });
}
