import type { Engine } from './engine.ts';

/** What the panel asks about a site's threads, under the names of lib/protocol.ts. */
export function threadCommands({ threads }: Pick<Engine, 'threads'>) {
  return {
    'thread-current': async ({ site }: { site: string }) => ({ thread_id: (await threads.currentOf(site)).id }),
    'thread-start': async ({ site }: { site: string }) => ({ thread_id: (await threads.startFor(site)).id }),
    'thread-choose': async ({ site, thread_id }: { site: string; thread_id: string }) => {
      await threads.choose(site, thread_id);
      return null;
    },
  };
}
