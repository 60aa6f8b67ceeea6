import { expect, it, vi } from 'vitest';
import { lazy } from '../../../components/controls/lazy.tsx';
import { draw } from '../surface.ts';

const Words = () => <p>Words</p>;

it('loads a component when it is first drawn', async () => {
  const load = vi.fn(async () => Words);
  const Lazy = lazy(load);
  expect(load).not.toHaveBeenCalled();
  const { root } = draw(<Lazy />);
  expect(root.textContent).toBe('');
  await vi.waitFor(() => expect(root.textContent).toBe('Words'));
  draw(<Lazy />);
  expect(load).toHaveBeenCalledOnce();
});

it('loads it ahead, once the first moment is over and there is nothing else to do, so that it is drawn at once', async () => {
  const idle: (() => void)[] = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => idle.push(callback));
  const load = vi.fn(async () => Words);
  const Lazy = lazy(load, 'idle');
  expect(idle).toHaveLength(0);
  vi.runAllTimers();
  vi.useRealTimers();
  vi.stubGlobal('requestIdleCallback', undefined);
  expect(load).not.toHaveBeenCalled();
  for (const callback of idle) callback();
  await vi.waitFor(() => expect(load).toHaveResolved());
  await Promise.resolve();
  expect(draw(<Lazy />).root.textContent).toBe('Words');
});
