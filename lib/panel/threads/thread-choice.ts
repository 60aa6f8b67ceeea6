import type { Thread } from '../../assistants/objects.ts';
import { keyOf, keysOf } from '../../assistants/thread-place.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowTab } from '../follow-tab.ts';
import type { PanelActions, PanelState } from '../model.ts';
import { placeOf } from '../place-of.ts';
import type { PanelPorts } from '../ports.ts';
import type { SiteWork } from '../site-work.ts';

type Parts = {
  readonly ports: PanelPorts;
  readonly conversation: Conversation;
  readonly follow: FollowTab;
  readonly work: SiteWork;
  readonly changed: () => void;
};

type Actions = Pick<
  PanelActions,
  'newThread' | 'chooseThread' | 'leaveThread' | 'putBackThread' | 'forgetThread' | 'openThreads'
>;

/** Which thread the panel shows: the one of this place, or one of another place that the user looks at. */
export function createThreadChoice(parts: Parts) {
  const { ports, conversation, follow, work, changed } = parts;
  const { background, reads } = ports;
  let visited: Thread | undefined;
  let deleted: string | null = null;

  function visit(thread: Thread | undefined): void {
    visited = thread;
    conversation.visit(thread?.id ?? null);
  }

  /** One that may be shown in this place becomes its own thread, any other is shown beside it. */
  async function show(thread_id: string): Promise<void> {
    const thread = await reads.getThread(thread_id);
    if (thread === undefined || thread.local.deleted_at !== undefined) return;
    const place = placeOf(follow);
    if (place.site === '' || !keysOf(place).includes(keyOf(thread) ?? '')) return visit(thread);
    await background.send('thread-choose', { ...place, thread_id });
    visit(undefined);
  }

  /** Nobody waits for it: what cannot be deleted now goes with the next start. */
  function forget(): void {
    if (deleted !== null) background.send('thread-forget', { thread_id: deleted }).catch(() => undefined);
    deleted = null;
    changed();
  }

  async function remove(thread_id: string): Promise<void> {
    // A question that is being prepared for it would be refused: it stays where it was typed.
    if (conversation.threadId() === thread_id) work.stop(follow.site());
    await background.send('thread-delete', { thread_id });
    forget();
    deleted = thread_id;
    if (conversation.visited() === thread_id) visit(undefined);
  }

  async function putBack(): Promise<void> {
    const thread_id = deleted;
    if (thread_id === null) return;
    await background.send('thread-restore', { thread_id });
    if (deleted === thread_id) deleted = null;
    changed();
  }

  async function start(): Promise<void> {
    const place = placeOf(follow);
    if (place.site === '') return;
    visit(undefined);
    const arrive = conversation.expectThread();
    const { thread_id } = await background.send('thread-start', place).catch((thrown: unknown) => {
      arrive(null);
      throw thrown;
    });
    arrive(thread_id);
  }

  const told = (task: Promise<unknown>): Promise<void> => work.tell(follow.site(), task);

  const actions: Actions = {
    newThread: () => void told(start()),
    chooseThread: (id) => void told(show(id)),
    leaveThread: () => visit(undefined),
    putBackThread: () => void told(putBack()),
    forgetThread: forget,
    openThreads: async () => (await import('./thread-library.ts')).createThreadLibrary({ ...parts, show, remove }),
  };

  return {
    actions,
    state(): Pick<PanelState, 'visiting' | 'deleted_thread'> {
      const from = visited?.local.page_title ?? visited?.local.site ?? '';
      return { visiting: conversation.visited() === null ? null : from, deleted_thread: deleted };
    },
  };
}

export type ThreadChoice = ReturnType<typeof createThreadChoice>;
