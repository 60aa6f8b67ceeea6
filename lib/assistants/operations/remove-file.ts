import { type Context, seconds } from '../context.ts';
import type { ToolResources } from '../objects.ts';
import { changeFiles } from '../vector-stores/change-files.ts';

type Parts = Pick<Context, 'store' | 'clock'>;

/** Deletes files whose time is over. */
export async function deleteExpired({ store, clock }: Parts): Promise<void> {
  const now = seconds(clock);
  if ((await store.files.expired(now)).length === 0) return;
  await store.transaction(async () => {
    for (const { id } of await store.files.expired(now)) await removeFile({ store }, id);
  });
}

/**
 * Takes a file out of everything that holds it, inside the caller's transaction. Messages and citations that name it stay as
 * they are: they are a record of what was said.
 */
export async function removeFile({ store }: Pick<Context, 'store'>, id: string): Promise<void> {
  for (const before of await store.vector_store_files.ofFile(id))
    await changeFiles({ store }, before.vector_store_id, [{ before }]);
  for (const assistant of await store.assistants.withFile(id))
    await store.assistants.put({ ...assistant, tool_resources: without(assistant.tool_resources, id) });
  for (const thread of await store.threads.withFile(id))
    await store.threads.put({ ...thread, tool_resources: without(thread.tool_resources, id) });
  await store.files.delete(id);
}

function without(resources: ToolResources | null, id: string): ToolResources | null {
  const file_ids = resources?.code_interpreter?.file_ids;
  if (file_ids === undefined) return resources;
  return { ...resources, code_interpreter: { file_ids: file_ids.filter((one) => one !== id) } };
}
