import { expect, it } from 'vitest';
import { createPortClient } from '../../lib/api/port-client.ts';
import { fromBase64 } from '../../lib/api/port-frames.ts';
import { answerFrame } from '../../lib/api/port-server.ts';
import { toBase64 } from '../../lib/assistants/base64.ts';
import type { BackgroundFrame, SurfaceFrame } from '../../lib/protocol.ts';
import { createWorld } from '../support/engine.ts';

/** Both ends with a wire between them that carries JSON and nothing else, as extension ports do. */
function wire() {
  const { api } = createWorld().startWorker();
  const client = createPortClient(async (frame) => {
    const carried: Extract<SurfaceFrame, { type: 'api-request' }> = JSON.parse(JSON.stringify(frame));
    const answer: BackgroundFrame = JSON.parse(JSON.stringify(await answerFrame(api, carried)));
    if (answer.type === 'api-response') client.receive(answer);
  });
  return client;
}

it('carries requests, statuses and bodies', async () => {
  const client = wire();
  const created = await client.fetch('/threads', { method: 'POST', body: '{"metadata":{"title":"Ünïcode"}}' });
  expect(created.status).toBe(200);
  expect((await created.json()).metadata.title).toBe('Ünïcode');
  expect((await client.fetch('/threads/thread_x')).status).toBe(404);
});

it('carries a multipart upload', async () => {
  const form = new FormData();
  form.set('purpose', 'assistants');
  form.set('file', new File(['zwölf'], 'a.txt'));
  const response = await wire().fetch('/files', { method: 'POST', body: form });
  expect(await response.json()).toMatchObject({ filename: 'a.txt', bytes: 6 });
});

it('answers each request with its own answer, whatever their order', async () => {
  const frames: SurfaceFrame[] = [];
  const client = createPortClient((frame) => frames.push(frame));
  const [first, second] = [client.fetch('/a'), client.fetch('/b')];
  await Promise.resolve();
  client.receive({ type: 'api-response', id: 2, status: 200, body: '"b"' });
  client.receive({ type: 'api-response', id: 1, status: 200, body: '"a"' });
  expect(await Promise.all([(await first).json(), (await second).json()])).toEqual(['a', 'b']);
});

it('fails what is open when the background goes away', async () => {
  const client = createPortClient(() => {});
  const asked = client.fetch('/threads');
  await Promise.resolve();
  client.disconnect();
  await expect(asked).rejects.toMatchObject({ error: { kind: 'interrupted' } });
});

it.each([0, 1, 2, 3, 0x8000, 0x8000 + 1])('base64 brings back %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});
