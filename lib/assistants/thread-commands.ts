import type { Engine } from './engine.ts';
import type { Answering } from './objects.ts';
import type { RemovedMessage } from './operations/message-versions.ts';
import type { NewScope } from './operations/site-threads.ts';
import type { ThreadMarks } from './operations/thread-marks.ts';

type Thread = { site: string; thread_id: string | null };
type Here = { site: string; page?: string | null | undefined };
type Id = { thread_id: string };
type Place = { thread_id: string; message_id: string };

/** What the panel asks about a site's threads, under the names of lib/protocol.ts. */
export function threadCommands({
  threads,
  messageVersions,
  runs,
}: Pick<Engine, 'threads' | 'messageVersions' | 'runs'>) {
  return {
    'thread-current': async ({ site, page }: Here) => ({ thread_id: (await threads.currentOf(site, page)).id }),
    'thread-start': async ({ site, page }: Here) => ({ thread_id: (await threads.startFor(site, page)).id }),
    'thread-choose': async ({ site, page, thread_id }: Here & Id) => {
      await threads.choose(site, thread_id, page);
      return null;
    },
    'thread-scope': async ({ site, page = null, thread_id, ...scope }: Here & Id & NewScope) => {
      await threads.setScope(thread_id, { site, page }, scope);
      return null;
    },
    'thread-mark': async ({ thread_id, ...marks }: Id & ThreadMarks) => {
      await threads.mark(thread_id, marks);
      return null;
    },
    'thread-delete': async ({ thread_id }: Id) => {
      await threads.setDeleted(thread_id, true);
      const run = await threads.activeRun(thread_id);
      // It may end by itself in the same moment.
      if (run !== undefined) await runs.cancel(thread_id, run.id).catch(() => undefined);
      return null;
    },
    'thread-restore': async ({ thread_id }: Id) => {
      await threads.setDeleted(thread_id, false);
      return null;
    },
    'thread-forget': async ({ thread_id }: Id) => {
      await threads.forget(thread_id);
      return null;
    },
    'thread-branch': async ({ thread_id, message_id }: Place) => ({
      thread_id: (await threads.branch(thread_id, message_id)).id,
    }),
    'thread-answering': async ({ site, thread_id, ...answering }: Thread & Answering) => {
      await threads.answerBy(thread_id ?? (await threads.currentOf(site)).id, answering);
      return null;
    },
    'message-set-aside': async ({ thread_id, message_id }: Place) => {
      await messageVersions.setAside(thread_id, message_id);
      return null;
    },
    'message-choose': async ({ thread_id, message_id }: Place) => {
      await messageVersions.choose(thread_id, message_id);
      return null;
    },
    'message-remove': ({ thread_id, message_id }: Place) => messageVersions.remove(thread_id, message_id),
    'message-put-back': async (removed: RemovedMessage) => {
      await messageVersions.putBack(removed);
      return null;
    },
  };
}
