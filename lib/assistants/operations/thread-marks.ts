import type { Context } from '../context.ts';
import type { Run, Thread } from '../objects.ts';
import { retitled } from '../titles/thread-title.ts';

/** Milliseconds for which a deleted thread can be put back at least, unless the user has let it go. */
const PATIENCE = 3_600_000;

/** What is absent stays as it is. `title`: the user's own words, not blank; null: none of theirs any more. */
export type ThreadMarks = {
  readonly title?: string | null | undefined;
  readonly pinned?: boolean | undefined;
  readonly archived?: boolean | undefined;
};

type Threads = {
  readonly retrieve: (id: string) => Promise<Thread>;
  readonly delete: (id: string) => Promise<unknown>;
};

/** What users do with the threads in their lists. */
export function threadMarks({ store, clock }: Context, threads: Threads, leave: (id: string) => void) {
  /** The time of a mark that is set now, or kept; absent where it is taken away. */
  const since = <K extends string>(name: K, wanted: boolean, before: number | undefined) =>
    (wanted ? { [name]: before ?? clock.now() } : {}) as { readonly [N in K]?: number };

  const change = (id: string, task: (thread: Thread) => Thread | Promise<Thread>): Promise<void> =>
    store.transaction(async () => {
      const before = await threads.retrieve(id);
      const after = await task(before);
      await (before.metadata === after.metadata ? store.threads.put(after) : store.threads.putTitled(after));
    });

  return {
    mark: (id: string, { title, pinned, archived }: ThreadMarks): Promise<void> =>
      change(id, async (before) => {
        const thread = title === undefined ? before : await retitled(store, before, title);
        const { pinned_at, archived_at, ...local } = thread.local;
        return {
          ...thread,
          local: {
            ...local,
            ...since('pinned_at', pinned ?? pinned_at !== undefined, pinned_at),
            ...since('archived_at', archived ?? archived_at !== undefined, archived_at),
          },
        };
      }),

    activeRun: (id: string): Promise<Run | undefined> => store.runs.activeOf(id),

    /** Takes a thread out of every list, or puts it back. */
    setDeleted: (id: string, deleted: boolean): Promise<void> =>
      change(id, (thread) => {
        if (deleted) leave(id);
        const { deleted_at, ...local } = thread.local;
        return { ...thread, local: { ...local, ...since('deleted_at', deleted, deleted_at) } };
      }),

    /** Deletes for good what was taken out long enough ago. One whose run has not ended yet waits for the next time. */
    async forgetDeleted(): Promise<void> {
      for (const { id } of await store.threads.deletedUntil(clock.now() - PATIENCE))
        await threads.delete(id).catch(() => undefined);
    },

    /** Deletes one for good that was taken out of the lists; any other stays. */
    async forget(id: string): Promise<void> {
      if ((await threads.retrieve(id)).local.deleted_at !== undefined) await threads.delete(id);
    },
  };
}
