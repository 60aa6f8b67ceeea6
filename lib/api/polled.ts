import type { Run, VectorStoreFile, VectorStoreFileBatch } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/run/step.ts';
import { object } from './respond.ts';

/** Milliseconds. A local run is often over within a second; without the header the official clients ask every five. */
const RUN_POLL_AFTER = 250;

/** Milliseconds. A local index is ready within moments. */
const INDEX_POLL_AFTER = 100;

/** A run for whoever asks how far it is: as long as it has not ended, with the time after which to ask again. */
export function polledRun(run: Run): Response {
  return polled(run, isTerminal(run.status), RUN_POLL_AFTER);
}

/** A file of a store, or a batch of them, for whoever asks how far its index is. */
export function polledIndex(row: VectorStoreFile | VectorStoreFileBatch): Response {
  return polled(row, row.status !== 'in_progress', INDEX_POLL_AFTER);
}

function polled(row: Parameters<typeof object>[0], isOver: boolean, pollAfter: number): Response {
  const response = object(row);
  if (!isOver) response.headers.set('openai-poll-after-ms', String(pollAfter));
  return response;
}
