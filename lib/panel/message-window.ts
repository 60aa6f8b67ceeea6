import type { PanelReads, Stretch, ThreadRows } from './ports.ts';

/** Messages that are read when the reader comes near an end of those that are there: more at once are felt as a jerk. */
const STEP = 20;
/** Messages that are there at once: more cost time with every change, and nobody sees them. */
const MOST = 160;

/**
 * The part of a thread that is there to be read: at first its end. Going up or down it reads on at one end and lets go at the other.
 */
export function createMessageWindow(reads: Pick<PanelReads, 'thread'>, onRows: (rows: ThreadRows) => void) {
  let rows: ThreadRows | null = null;
  let threadId: string | null = null;
  let isMoving = false;
  let stop = () => {};

  /** Without a stretch the thread's end. The rows stay until the new ones are there. */
  function read(stretch?: Stretch): void {
    stop();
    if (threadId === null) return;
    isMoving = true;
    stop = reads.thread(
      threadId,
      stretch,
    )((next) => {
      isMoving = false;
      rows = next;
      onRows(next);
    });
  }

  return {
    /** `at`: an order to open it around. */
    open(id: string | null, at: number | null): void {
      stop();
      [threadId, rows] = [id, null];
      read(at === null ? undefined : around(at));
    },

    around: (at: number) => read(around(at)),

    earlier(): void {
      const first = rows?.messages[0];
      if (isMoving || rows?.before === undefined || first === undefined) return;
      read({ at: first.local.order, before: STEP, behind: Math.min(rows.messages.length, MOST - STEP) });
    },

    later(): void {
      const after = rows?.after;
      if (isMoving || rows === null || after === undefined) return;
      read({ at: after.local.order, before: Math.min(rows.messages.length, MOST - STEP), behind: STEP });
    },

    /** Back to the end, and to a few messages where many have come together. */
    latest(): void {
      if (rows !== null && (rows.after !== undefined || rows.messages.length > MOST)) read();
    },
  };
}

/** Some screens to both sides. */
const around = (at: number): Stretch => ({ at, before: STEP, behind: 2 * STEP });
