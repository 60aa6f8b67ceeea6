import type { Message } from '../../assistants/objects.ts';
import type { WindowView } from '../model.ts';
import type { PanelReads } from '../ports.ts';

/** A message that somebody looks for. Its thread may not be in front yet. */
export function createSoughtMessage(reads: Pick<PanelReads, 'getMessage'>) {
  let row: Message | null = null;
  let count = 0;
  const isOf = (threadId: string | null) => row !== null && row.thread_id === threadId;
  return {
    /** Where it stands in this thread; null where it does not. */
    orderIn: (threadId: string): number | null => (isOf(threadId) ? (row?.local.order ?? null) : null),
    view: (threadId: string | null): WindowView['sought'] =>
      row !== null && isOf(threadId) ? { id: row.id, count } : null,
    forget(): void {
      row = null;
    },
    /** Another thread comes to the front. One that was to come next is waited for while none is shown. */
    leave(from: string | null, to: string | null): void {
      if (to === null ? isOf(from) : !isOf(to)) row = null;
    },
    async seek(messageId: string): Promise<void> {
      const found = await reads.getMessage(messageId);
      if (found === undefined) return;
      row = found;
      count += 1;
    },
  };
}
