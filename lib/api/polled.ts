import type { Run } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/run/step.ts';
import { object } from './respond.ts';

/** Milliseconds. A local run is often over within a second; without the header the official clients ask every five. */
const POLL_AFTER = 250;

/** A run for whoever asks how far it is: as long as it has not ended, with the time after which to ask again. */
export function polled(run: Run): Response {
  const response = object(run);
  if (!isTerminal(run.status)) response.headers.set('openai-poll-after-ms', String(POLL_AFTER));
  return response;
}
