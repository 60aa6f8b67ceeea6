import { expect, it } from 'vitest';
import { normalizeBaseUrl } from '../../lib/models/base-url.ts';
import { isLoopback } from '../../lib/models/local-host.ts';
import { SERVICES, serviceOf } from '../../lib/models/services.ts';

const known = SERVICES.filter(({ id }) => id !== 'custom');

it('offers every service once, and any other server last', () => {
  const ids = SERVICES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.at(-1)).toBe('custom');
});

it.each(known.map((service) => [service.id, service] as const))(
  'describes %s so that it can be used as it is',
  (_id, service) => {
    const { base_url, needs_key, key_url, context_tokens, model } = service;
    expect(normalizeBaseUrl(base_url)).toEqual({ url: base_url.replace('YOUR-RESOURCE', 'your-resource') });
    expect(new URL(base_url).protocol).toBe(isLoopback(new URL(base_url).hostname) ? 'http:' : 'https:');
    expect(key_url?.startsWith('https://') ?? false).toBe(needs_key);
    expect(context_tokens).toBeGreaterThanOrEqual(4_096);
    expect(model).not.toBe('');
  },
);

it('takes an unknown service for a server of the user’s own', () => {
  expect(serviceOf('gone').id).toBe('custom');
});
