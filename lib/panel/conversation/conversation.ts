import type { Run } from '../../assistants/objects.ts';
import type { Place } from '../composer/draft-part.ts';
import type { SiteRows } from '../ports.ts';
import { createShownThread, type ShownThreadParts } from './shown-thread.ts';

/** Which thread is in front, and what it shows. */
export function createConversation(parts: ShownThreadParts) {
  const { reads, changed } = parts;
  const thread = createShownThread(parts);
  let site: string | null = null;
  let page: string | null = null;
  /** The place's own thread. */
  let current: string | null = null;
  /** A thread of another place, which the user looks at here. */
  let visited: string | null = null;
  /** Which thread the site has is known. */
  let isPlaced = false;
  /** Another thread is on its way to this place: what is written now belongs to it. `id` null while it is not known. */
  let coming: { id: string | null } | null = null;
  let stopSite = () => {};

  function takeSite(next: SiteRows): void {
    current = next.current;
    isPlaced = true;
    if (coming !== null && coming.id !== null) coming = null;
    thread.watch(visited ?? current);
    changed();
  }

  return {
    /** Null while it is not known which site is in front: then no thread is shown. On another page the thread may be another. */
    show(next: string | null, nextPage: string | null = null): void {
      if (next === site && nextPage === page) return;
      stopSite();
      if (next !== site) {
        [isPlaced, current, visited, coming] = [false, null, null, null];
        thread.leave();
      }
      [site, page] = [next, nextPage];
      stopSite = next === null ? () => {} : reads.site(next, page)(takeSite);
      changed();
    },

    /** Shows a thread of another place until the site in front is another one; null goes back. */
    visit(id: string | null): void {
      visited = id;
      thread.watch(visited ?? current);
      changed();
    },
    visited: () => visited,

    /** A thread turned out to be deleted: the place goes on without it. */
    leave(id: string): void {
      if (visited === id) visited = null;
      if (current === id) current = null;
      thread.watch(visited ?? current);
      changed();
    },

    /** A new thread was asked for. Gives what tells that it is there; null, that it will not come. */
    expectThread(): (id: string | null) => void {
      const mine: { id: string | null } = { id: null };
      coming = mine;
      changed();
      return (id) => {
        mine.id = id;
        if (coming === mine && (id === null || id === current)) coming = null;
        changed();
      };
    },

    view: thread.view,
    ...thread.shows,
    rows: thread.rows,
    threadId: thread.threadId,
    activeRun: thread.activeRun,
    /** Null while it is not known. */
    place: (): Place | null => {
      // What was written on a site belongs to no thread of another one.
      if (visited !== null) return { site: visited, thread_id: visited };
      return site !== null && isPlaced && coming === null ? { site, thread_id: thread.threadId() } : null;
    },
    /** A run was just made for a site: until the rows show it, a second press would ask again. */
    expect(run: Run, of: string): void {
      if (of === site) thread.expect(run);
    },
  };
}

export type Conversation = ReturnType<typeof createConversation>;
