import type { FileCounts, VectorStoreFile, VectorStoreFileStatus } from '../objects.ts';

export const NO_FILES: FileCounts = { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0 };

/** What happens to one file of a store. No `before`: it is added; no `after`: it is taken out. */
export type FileChange = {
  readonly before?: VectorStoreFile | undefined;
  readonly after?: VectorStoreFile | undefined;
};

export function countChanges(counts: FileCounts, changes: readonly FileChange[]): FileCounts {
  const next: Record<VectorStoreFileStatus | 'total', number> = { ...counts };
  for (const { before, after } of changes) {
    if (before !== undefined) next[before.status] -= 1;
    if (before !== undefined) next.total -= 1;
    if (after !== undefined) next[after.status] += 1;
    if (after !== undefined) next.total += 1;
  }
  return next;
}

/** By how much the changes make the store's text longer. */
export function bytesOfChanges(changes: readonly FileChange[]): number {
  return changes.reduce((sum, { before, after }) => sum + (after?.usage_bytes ?? 0) - (before?.usage_bytes ?? 0), 0);
}
