import type { Engine } from './engine.ts';
import type { RemovedMessage } from './operations/message-versions.ts';

type Place = { thread_id: string; message_id: string };

/** What the panel asks about a site's threads, under the names of lib/protocol.ts. */
export function threadCommands({ threads, messageVersions }: Pick<Engine, 'threads' | 'messageVersions'>) {
  return {
    'thread-current': async ({ site }: { site: string }) => ({ thread_id: (await threads.currentOf(site)).id }),
    'thread-start': async ({ site }: { site: string }) => ({ thread_id: (await threads.startFor(site)).id }),
    'thread-choose': async ({ site, thread_id }: { site: string; thread_id: string }) => {
      await threads.choose(site, thread_id);
      return null;
    },
    'thread-branch': async ({ thread_id, message_id }: Place) => ({
      thread_id: (await threads.branch(thread_id, message_id)).id,
    }),
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
