import type { TryLock } from '../assistants/ports.ts';

/** A Web Lock: one holder in the whole browser, and a killed worker releases its own. */
export const tryLock: TryLock = (name, work) =>
  navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? undefined : work()));
