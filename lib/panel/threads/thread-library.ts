import { type AppError, toAppError } from '../../errors.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowTab } from '../follow-tab.ts';
import { placeOf } from '../place-of.ts';
import type { PanelPorts } from '../ports.ts';
import type { ThreadLibrary } from './threads-model.ts';

type Parts = {
  readonly ports: PanelPorts;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly show: (id: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
};

/** All threads, and what can be done with each. */
export async function createThreadLibrary({
  ports,
  conversation,
  follow,
  show,
  remove,
}: Parts): Promise<ThreadLibrary> {
  const { background } = ports;
  const reads = await ports.reads.threadReads();
  const done = (task: Promise<unknown>): Promise<AppError | null> => task.then(() => null, toAppError);
  const mark = (thread_id: string, marks: { title?: string | null; pinned?: boolean; archived?: boolean }) =>
    done(background.send('thread-mark', { thread_id, ...marks }));

  async function setScope(scope: 'site' | 'page' | 'everywhere'): Promise<void> {
    const place = placeOf(follow);
    const tab = follow.state();
    const title = 'title' in tab ? tab.title : '';
    const thread_id = conversation.threadId() ?? (await background.send('thread-current', place)).thread_id;
    await background.send('thread-scope', { ...place, thread_id, scope, title });
  }

  return {
    site: () => follow.site() || null,
    hasPage: () => placeOf(follow).page !== null && follow.site() !== '',
    watchLists: (asked, onValue) => reads.lists(asked)(onValue),
    watchShown: (onValue) => {
      const id = conversation.visited() === null ? conversation.threadId() : null;
      if (id !== null) return reads.shown(id)(onValue);
      onValue(null);
      return () => {};
    },
    shown: conversation.threadId,
    isVisiting: () => conversation.visited() !== null,
    search: reads.search,
    icon: reads.icon,
    choose: (id, messageId) =>
      done(
        show(id).then(() => {
          if (messageId !== null) void conversation.showAt(messageId);
        }),
      ),
    rename: (id, title) => mark(id, { title: title.trim().slice(0, 512) || null }),
    pin: (id, pinned) => mark(id, { pinned }),
    archive: (id, archived) => mark(id, { archived }),
    remove: (id) => done(remove(id)),
    save: async (id, as) => done((await import('./save-thread.ts')).saveThread(ports, id, as)),
    setScope: (scope) => done(setScope(scope)),
  };
}
