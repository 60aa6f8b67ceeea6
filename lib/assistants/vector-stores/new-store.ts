import { type Context, seconds } from '../context.ts';
import type { Metadata, VectorStore } from '../objects.ts';
import { NO_FILES } from './file-counts.ts';
import { withExpiry } from './store-life.ts';

export type NewStore = {
  readonly name?: string | null;
  readonly expires_after?: VectorStore['expires_after'] | null;
  readonly metadata?: Metadata | null;
};

/** An empty store, not yet written. */
export function newStore(
  { clock, newId, nextOrder }: Context,
  { name, expires_after, metadata }: NewStore,
): VectorStore {
  const created_at = seconds(clock);
  return withExpiry({
    id: newId('vs_'),
    object: 'vector_store',
    created_at,
    name: name ?? '',
    usage_bytes: 0,
    file_counts: NO_FILES,
    status: 'completed',
    ...(expires_after == null ? {} : { expires_after }),
    expires_at: null,
    last_active_at: created_at,
    metadata: metadata ?? {},
    local: { order: nextOrder() },
  });
}
