import { expect, it } from 'vitest';
import type { Worker } from '../support/engine.ts';

export function send({ api }: Worker, method: string, path: string, body?: unknown): Promise<Response> {
  return api.fetch(`https://sitethread.local/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

export type Refusal = readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  message: string,
  param: string | null,
  code: string | null,
];

/** Each request is answered with the published error and nothing else. */
export function refuses(rows: readonly Refusal[], worker: () => Worker): void {
  it.each(rows)('%s is refused', async (_what, method, path, body, status, message, param, code) => {
    const response = await send(worker(), method, path, body);
    expect(await response.json()).toEqual({ error: { message, type: 'invalid_request_error', param, code } });
    expect(response.status).toBe(status);
  });
}

/** What is added to a valid body, and how that is refused. */
export function refusalsOf(
  method: string,
  path: string,
  valid: Readonly<Record<string, unknown>>,
  rows: readonly (readonly [
    given: Readonly<Record<string, unknown>>,
    message: string,
    param: string,
    code: string | null,
  ])[],
): Refusal[] {
  return rows.map(([given, message, param, code]) => [
    `${param}: ${code}`,
    method,
    path,
    { ...valid, ...given },
    400,
    message,
    param,
    code,
  ]);
}

/** As many pairs, each as long as it may be. */
export function pairs(count: number, key = 64, value = 512): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${index}`.padEnd(key, 'k'), 'v'.repeat(value)]),
  );
}

export function functionTool(name: string) {
  return { type: 'function', function: { name } };
}

/** The sentence for a string that is one character too long. */
export const long = (what: string, most: number) =>
  `Invalid '${what}': string too long. Expected a string with maximum length ${most}, but got a string with length ${most + 1} instead.`;

/** The sentence for an array that has one item too many. */
export const longArray = (what: string, most: number) =>
  `Invalid '${what}': array too long. Expected an array with maximum length ${most}, but got an array with length ${most + 1} instead.`;

export const pattern = (what: string) =>
  `Invalid '${what}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;

export const missing = (what: string) => `Missing required parameter: '${what}'.`;

export const type = (what: string, expected: string, got: string) =>
  `Invalid type for '${what}': expected ${expected}, but got ${got} instead.`;
