import { expect } from 'vitest';
import { Database } from '../../../lib/store/database.ts';
import type { ResponsesServer } from '../../support/model-server/responses-server.ts';
import { pause, startMortalWorker } from './mortal-worker.ts';

/** Waits for the moment at which a worker is to die. */
export type Death = (life: ReturnType<typeof startMortalWorker>) => Promise<void>;

/** So many milliseconds after the worker has begun to listen. */
export const after =
  (milliseconds: number): Death =>
  () =>
    pause(milliseconds);

/** Asks, lets one worker after the other die, and gives what the last one ends with; `posts`: how often the server was asked. */
export async function answeredDespite(server: ResponsesServer, deaths: readonly Death[]) {
  const db = new Database(`worker-death-${crypto.randomUUID()}`);
  let worker = startMortalWorker(db, server.baseUrl);
  const asked = server.requests.length;
  const { id } = await worker.threads.create();
  const run = await worker.threads.runs.create(id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Why?' }],
  });
  // The first event is on disk by then: what is lost before it cannot be known.
  await expect.poll(async () => (await db.table('runs').get(run.id))?.local.remote, { interval: 2 }).toBeDefined();
  for (const death of deaths) {
    await death(worker);
    worker.kill();
    worker = startMortalWorker(db, server.baseUrl);
    await worker.engine.reconcile();
  }
  const over = async () => (await worker.threads.runs.retrieve(run.id, { thread_id: id })).status;
  await expect.poll(over, { timeout: 10_000 }).not.toMatch(/queued|in_progress/);
  const steps = await worker.threads.runs.steps.list(run.id, { thread_id: id, order: 'asc' });
  const { data } = await worker.threads.messages.list(id, { order: 'asc' });
  return {
    status: await over(),
    steps: steps.data,
    answers: data.slice(1).map(({ content: [first] }) => first),
    posts: server.requests.slice(asked).filter(({ method }) => method === 'POST').length,
  };
}
