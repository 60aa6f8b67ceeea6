import type { Store } from '../assistants/ports.ts';
import { PAGE_MEDIA_TYPE } from '../page/snapshot.ts';
import type { Database } from './database.ts';
import { listPage } from './list.ts';
import { newestFirst } from './newest-first.ts';
import { repository } from './repository.ts';

/** The engine's Store over IndexedDB. */
export function createStore(db: Database): Store {
  const { assistants, threads, messages, runs, run_steps, files, file_contents, sites } = db;
  const written = [assistants, threads, messages, runs, run_steps, files, file_contents, sites];

  return {
    transaction: (work) => db.transaction('rw', written, work),

    assistants: {
      ...repository(assistants),
      list: (query) => listPage(assistants, { name: 'local.order' }, query),
    },
    threads: {
      ...repository(threads),
      currentOf: async (site) => {
        const row = await sites.get(site);
        return row === undefined ? undefined : threads.get(row.thread_id);
      },
      setCurrent: async (site, thread_id) => {
        await sites.put({ site, thread_id });
      },
    },
    messages: {
      ...repository(messages),
      list: (threadId, { run_id, ...query }) =>
        run_id === undefined
          ? listPage(messages, { name: '[thread_id+local.order]', owner: threadId }, query)
          : listPage(messages, { name: '[run_id+local.order]', owner: run_id }, query),
      newestFirst: (threadId) => newestFirst(messages, threadId),
    },
    runs: {
      ...repository(runs),
      list: (threadId, query) => listPage(runs, { name: '[thread_id+local.order]', owner: threadId }, query),
      active: () => runs.where('local.active').equals(1).toArray(),
      activeOf: (threadId) => runs.where('[thread_id+local.active]').equals([threadId, 1]).first(),
    },
    run_steps: {
      ...repository(run_steps),
      list: (runId, query) => listPage(run_steps, { name: '[run_id+local.order]', owner: runId }, query),
    },
    files: {
      ...repository(files),
      list: (query) => listPage(files, { name: 'local.order' }, query),
      content: async (id) => (await file_contents.get(id))?.bytes,
      putContent: async (id, bytes) => {
        await file_contents.put({ id, bytes });
      },
      snapshot: async (id) => {
        const [file, content] = await Promise.all([files.get(id), file_contents.get(id)]);
        if (file?.local.media_type !== PAGE_MEDIA_TYPE || content === undefined) return undefined;
        return JSON.parse(new TextDecoder().decode(content.bytes));
      },
    },
  };
}
