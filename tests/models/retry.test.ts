import { describe, expect, it } from 'vitest';
import type { AppError } from '../../lib/errors.ts';
import { pauseBeforeRetry, type Refused } from '../../lib/models/retry.ts';

const failed: AppError = { kind: 'server-failed', status: 503, detail: '' };
const limited: AppError = { kind: 'rate-limited', retry_after: null };
const refused: AppError = { kind: 'request-refused', detail: '' };

function pauses(more: Partial<Refused>, requests: number, chance = 0): (number | null)[] {
  const failure = { status: 503, label: '', error: failed, retry_after: null, hopeless: false, ...more };
  return Array.from({ length: requests }, (_one, at) => pauseBeforeRetry(failure, at + 1, chance));
}

describe('a request is made again', () => {
  it.each<[string, Partial<Refused>]>([
    ['a failed server', {}],
    ['a time-out', { status: 408, error: refused }],
    ['a conflict', { status: 409, error: refused }],
    ['a rate limit without an end', { status: 429, error: limited }],
    ['an overloaded service', { status: 529 }],
  ])('twice after %s, with growing pauses', (_name, more) => {
    expect(pauses(more, 3)).toEqual([500, 1_000, null]);
  });

  it('up to a quarter sooner by chance, so that many clients do not come back together', () => {
    expect(pauses({}, 2, 1)).toEqual([375, 750]);
  });

  it('never sooner than the server says, however long that is', () => {
    expect(pauses({ status: 429, error: limited, retry_after: 2 }, 1, 1)).toEqual([2_000]);
    expect(pauses({ status: 429, error: limited, retry_after: 86_400 }, 1, 1)).toEqual([86_400_000]);
    expect(pauses({ retry_after: 3_600 }, 3)).toEqual([3_600_000, 3_600_000, null]);
  });

  it('with a pause of its own when the server says at once', () => {
    expect(pauses({ status: 429, error: limited, retry_after: 0 }, 3)).toEqual([500, 1_000, 2_000]);
  });

  it('nine times when the server names the end of each wait, and at most every eight seconds', () => {
    const told = pauses({ status: 429, error: limited, retry_after: 1 }, 10);
    expect(told.slice(4)).toEqual([8_000, 8_000, 8_000, 8_000, 8_000, null]);
  });

  it('nine times while a model is being loaded', () => {
    expect(pauses({ error: { kind: 'model-loading', host: 'x' } }, 10).filter((pause) => pause === null)).toHaveLength(
      1,
    );
  });

  it('once when the model wrote a call that its server could not read', () => {
    const broken = { status: 400, error: refused, label: 'tool_use_failed invalid_request_error' };
    expect(pauses(broken, 2)).toEqual([500, null]);
    expect(pauses({ ...broken, status: 200 }, 2)).toEqual([500, null]);
  });
});

describe('a failure is final', () => {
  it.each<[string, Partial<Refused>]>([
    ['when the money is used up', { status: 429, error: { kind: 'quota-used-up', host: 'x' }, retry_after: 1 }],
    ['when the service fails for want of money', { error: { kind: 'quota-used-up', host: 'x' } }],
    ['when the prompt is too long, whatever the status', { status: 500, error: { kind: 'too-long', detail: '' } }],
    ['when the server says so itself', { hopeless: true }],
    ['when it came inside a stream', { status: 200, error: failed }],
    ['when the request is wrong', { status: 400, error: refused }],
    ['when the key is', { status: 401, error: { kind: 'key-refused', host: 'x' } }],
    ['when the wait would be longer than a clock can say', { status: 429, error: limited, retry_after: 1e300 }],
  ])('%s', (_name, more) => {
    expect(pauses(more, 1)).toEqual([null]);
  });
});
