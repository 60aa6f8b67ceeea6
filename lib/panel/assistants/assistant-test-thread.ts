import type { Assistant, Run, Thread } from '../../assistants/objects.ts';
import { isTerminal } from '../../assistants/run/step.ts';
import { type FrontDoor, Refusal } from '../front-door.ts';
import type { AssistantDraft, AssistantsStore } from './assistants-model.ts';

type Parts = {
  readonly door: FrontDoor;
  readonly store: Pick<AssistantsStore, 'keepTest'>;
  readonly now: () => number;
  /** Null: there is none any more. */
  readonly onThread: (id: string | null) => void;
};

/** Times that a thread with a run is tried to be deleted, and milliseconds between two. */
const TRIES = 20;
const BETWEEN_TRIES = 250;

/** The one thread of a test chat, with the files that are not stored with the assistant. Other files begin another thread. */
export function createTestThread({ door, store, now, onThread }: Parts) {
  let open: { readonly id: string; readonly files: string; readonly store_id: string | null } | null = null;

  async function clear(): Promise<void> {
    const before = open;
    open = null;
    onThread(null);
    if (before === null) return;
    await removeThread(door, before.id);
    if (before.store_id !== null) await door.remove(`/vector_stores/${before.store_id}`).catch(() => undefined);
    await store.keepTest(before.id, null);
  }

  return {
    clear,

    async threadFor(draft: AssistantDraft, own: Assistant): Promise<string> {
      const stored = own.tool_resources?.file_search?.vector_store_ids?.[0] ?? null;
      const unsaved = draft.files.filter(({ state }) => state === 'new' || stored === null).map(({ id }) => id);
      const files = unsaved.join();
      if (open?.files === files) return open.id;
      await clear();
      const resources =
        unsaved.length === 0 ? {} : { tool_resources: { file_search: { vector_stores: [{ file_ids: unsaved }] } } };
      const { id, tool_resources } = await door.post<Thread>('/threads', resources);
      open = { id, files, store_id: tool_resources?.file_search?.vector_store_ids?.[0] ?? null };
      await store.keepTest(id, now());
      onThread(id);
      return id;
    },
  };
}

/** A thread cannot be deleted while a run of it is active, which ends a moment after it is cancelled. */
async function removeThread(door: FrontDoor, id: string): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      return await door.remove(`/threads/${id}`);
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.status === 404) return;
    }
    const { data } = await door.get<{ data: readonly Run[] }>(`/threads/${id}/runs?limit=1`);
    const [run] = data;
    if (run !== undefined && !isTerminal(run.status) && run.status !== 'cancelling')
      await door.post(`/threads/${id}/runs/${run.id}/cancel`, {}).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES));
  }
}
