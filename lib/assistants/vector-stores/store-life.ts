import { ApiError } from '../api-error.ts';
import type { VectorStore } from '../objects.ts';

const DAY = 86_400;

/** `now` in unix seconds. */
export function isExpired({ expires_at }: VectorStore, now: number): boolean {
  return expires_at !== null && expires_at <= now;
}

/** The store as it is at `now`: no row is rewritten when its time is over. */
export function asOf(store: VectorStore, now: number): VectorStore {
  return isExpired(store, now) ? { ...store, status: 'expired' } : store;
}

/** The store after it was used at `now`: its time begins again. */
export function usedAt(store: VectorStore, now: number): VectorStore {
  return withExpiry({ ...store, last_active_at: now });
}

/** The store with the end that its policy gives it. */
export function withExpiry(store: VectorStore): VectorStore {
  const { expires_after, last_active_at, created_at } = store;
  const expires_at = expires_after === undefined ? null : (last_active_at ?? created_at) + expires_after.days * DAY;
  return { ...store, expires_at };
}

/** Throws ApiError 400 when the store's time is over. */
export function refuseExpired(store: VectorStore, now: number): void {
  if (isExpired(store, now)) throw new ApiError(400, `Vector store ${store.id} has expired.`);
}
