import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { watch } from '../../lib/store/watch.ts';
import { eventually } from '../support/eventually.ts';

it('a query that fails is told to whoever wants to know', async () => {
  const onValue = vi.fn();
  const onError = vi.fn();
  const failure = new Error('The disk is gone.');
  const stop = watch(() => Promise.reject(failure))(onValue, onError);
  await eventually(() => expect(onError).toHaveBeenCalledExactlyOnceWith(failure));
  expect(onValue).not.toHaveBeenCalled();
  stop();
});
