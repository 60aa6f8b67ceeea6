import { expect, it, vi } from 'vitest';
import { guardFetch } from '../../lib/models/guarded-fetch.ts';
import { ServerRefusal } from '../../lib/models/server-refusal.ts';

const connection = { base_url: 'https://api.test/v1' };

function guardOver(response: () => Response, answer: 'events' | 'json' = 'json') {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => response());
  return { fetch, guard: guardFetch(connection, { answer, fetch }) };
}

it('sends no cookies and no referrer, follows no redirect and keeps nothing', async () => {
  const { fetch, guard } = guardOver(() => Response.json({}));
  await guard.fetch('https://api.test/v1/models', { method: 'GET', headers: { authorization: 'Bearer x' } });
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({
    method: 'GET',
    headers: { authorization: 'Bearer x' },
    redirect: 'manual',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
});

it.each([
  'http://api.test/v1/models',
  'https://api.test:8443/v1/models',
  'https://api.test.evil.test/v1/models',
  'https://evil.test/v1/models',
  'https://api.test@evil.test/v1/models',
])('refuses to talk to %s', async (url) => {
  const { fetch, guard } = guardOver(() => Response.json({}));
  await expect(guard.fetch(url)).rejects.toThrow('unexpected');
  expect(fetch).not.toHaveBeenCalled();
});

it('takes the response a browser gives for a redirect as one', async () => {
  const { guard } = guardOver(() => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }));
  await expect(guard.fetch('https://api.test/v1/x')).rejects.toMatchObject({
    error: { kind: 'redirected', host: 'api.test' },
  });
});

it('keeps all an error says, up to 64 kB', async () => {
  const long = JSON.stringify([{ error: { message: 'x'.repeat(100_000) } }]);
  const { guard } = guardOver(() => new Response(long, { status: 400, headers: { 'x-more': 'yes' } }));
  const refusal = await guard.fetch('https://api.test/v1/x').catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(ServerRefusal);
  expect(refusal).toMatchObject({ status: 400, url: 'https://api.test/v1/x', body: long.slice(0, 64_000) });
  expect((refusal as ServerRefusal).headers.get('x-more')).toBe('yes');
});

it('takes an event stream for no JSON answer', async () => {
  const { guard } = guardOver(() => new Response('data: {}\n\n', { headers: { 'content-type': 'text/event-stream' } }));
  await expect(guard.fetch('https://api.test/v1/models')).rejects.toMatchObject({ error: { kind: 'not-an-api' } });
});

it('lets a long list of models pass', async () => {
  const data = Array.from({ length: 20_000 }, (_one, at) => ({ id: `model-${at}`, description: 'x'.repeat(80) }));
  const { guard } = guardOver(() => Response.json({ data }));
  expect(await (await guard.fetch('https://api.test/v1/models')).json()).toEqual({ data });
});
