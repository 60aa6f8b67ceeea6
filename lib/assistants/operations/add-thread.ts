import { type Context, seconds } from '../context.ts';
import type { Thread } from '../objects.ts';
import { addMessages } from './messages.ts';
import type { NewThread } from './threads.ts';
import { resolveToolResources } from './tool-resources.ts';

/** Writes a thread with its messages inside the caller's transaction; whoever calls wakes the indexer after it. */
export async function addThread(context: Context, given: NewThread, site: string | null): Promise<Thread> {
  const { store, clock, newId, nextOrder } = context;
  const thread: Thread = {
    id: newId('thread_'),
    object: 'thread',
    created_at: seconds(clock),
    metadata: given.metadata ?? {},
    tool_resources: await resolveToolResources(context, given.tool_resources ?? null, 'thread'),
    local: { order: nextOrder(), site, active_at: clock.now(), pages: [] },
  };
  await (thread.metadata['title'] === undefined ? store.threads.put(thread) : store.threads.putTitled(thread));
  if (given.messages === undefined || given.messages.length === 0) return thread;
  return (await addMessages(context, thread, given.messages)).thread;
}
