import { vi } from 'vitest';

/** Resolves as soon as `probe` throws no more; a machine that is busy with other tests may need seconds for what takes milliseconds. */
export const eventually = <T>(probe: () => T | Promise<T>): Promise<T> => vi.waitFor(probe, { timeout: 10_000 });
