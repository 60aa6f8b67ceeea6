/** What the browser stores for the extension in all, in bytes; null where it does not say. */
export async function storedBytes(): Promise<{ readonly bytes: number | null; readonly quota: number | null }> {
  const { usage = null, quota = null } = await navigator.storage.estimate().catch(() => ({}) as StorageEstimate);
  return { bytes: usage, quota };
}

/** Whether the browser keeps it when disk space runs out. */
export const isPersisted = (): Promise<boolean> => navigator.storage.persisted().catch(() => false);

/** False where the browser does not agree. */
export const persist = (): Promise<boolean> => navigator.storage.persist().catch(() => false);
