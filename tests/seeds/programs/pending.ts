/** Statuses in which a run goes on, or waits for its client. */
const PENDING: ReadonlySet<string> = new Set(['queued', 'in_progress', 'cancelling', 'requires_action']);

export function isPending({ status }: { readonly status: string }): boolean {
  return PENDING.has(status);
}

/** Between two looks at a run. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
