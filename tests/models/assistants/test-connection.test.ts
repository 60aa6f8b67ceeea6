import { afterEach, beforeEach, expect, it } from 'vitest';
import { testConnection } from '../../../lib/models/test-connection.ts';
import { createWorld, type Worker } from '../../support/engine.ts';
import { connectionTo, surroundingsWith } from '../talk.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants-server.ts';

let remote: Worker;
let server: AssistantsServer;

beforeEach(async () => {
  remote = createWorld().startWorker();
  server = await startAssistantsServer((request, { path }) =>
    path.startsWith('/assistants') || path.startsWith('/threads') || path === '/models'
      ? remote.api.fetch(request)
      : Response.json({ error: { message: 'Not Found' } }, { status: 404 }),
  );
});

afterEach(() => server.close());

it('asks for one tiny answer over the protocol that was chosen', async () => {
  const tested = testConnection(connectionTo(server.baseUrl, { protocol: 'assistants' }), surroundingsWith());
  await expect.poll(() => remote.backend.open).toBe(true);
  await remote.backend.words('OK');
  await remote.backend.stop();
  expect(await tested).toMatchObject({ status: 'ok', model: 'test-model' });
  expect(server.count('POST /threads/{thread_id}/runs')).toBe(1);
});

it('finds the address when its /v1 is missing', async () => {
  const { origin } = new URL(server.baseUrl);
  const tested = await testConnection(connectionTo(`${origin}/api`, { protocol: 'assistants' }), surroundingsWith());
  expect(tested).toMatchObject({
    status: 'failed',
    error: { kind: 'wrong-address', suggestion: server.baseUrl },
  });
});
