import type { PanelReads, Stretch, ThreadRows } from '../ports.ts';

/** Messages that are read when the reader comes near an end of those that are there: more at once are felt as a jerk. */
const STEP = 20;
/** Messages that are there at once: more cost time with every change, and nobody sees them. */
const MOST = 160;
/** The same where some of them are in use. */
const MOST_IN_USE = 480;

/**
 * The part of a thread that is there to be read: at first its end. Going up or down it reads on at one end and lets go at the other.
 */
export function createMessageWindow(reads: Pick<PanelReads, 'thread'>, onRows: (rows: ThreadRows) => void) {
  let rows: ThreadRows | null = null;
  let threadId: string | null = null;
  /** Nothing moves while rows are read, nor until those are shown: where the reader stands among them is not known before. */
  let moving: 'reading' | 'read' | null = null;
  let stop = () => {};

  /** Without a stretch the thread's end. The rows stay until the new ones are there. */
  function read(stretch?: Stretch): void {
    stop();
    if (threadId === null) return;
    moving = 'reading';
    stop = reads.thread(
      threadId,
      stretch,
    )((next) => {
      if (moving !== null) moving = 'read';
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

    /** The rows that have come are shown. */
    shown(): void {
      if (moving === 'read') moving = null;
    },

    /** `inUse`: so many from the first one on are to stay. */
    earlier(inUse = 0): void {
      const first = rows?.messages[0];
      if (moving !== null || rows?.before === undefined || first === undefined) return;
      read({ at: first.local.order, before: STEP, behind: staying(rows, inUse) });
    },

    /** `inUse`: so many from the last one back are to stay. */
    later(inUse = 0): void {
      const after = rows?.after;
      if (moving !== null || rows === null || after === undefined) return;
      read({ at: after.local.order, before: staying(rows, inUse), behind: STEP });
    },

    /** Back to the end, and to a few messages where many have come together. */
    latest(): void {
      if (rows !== null && (rows.after !== undefined || rows.messages.length > MOST)) read();
    },
  };
}

function staying({ messages }: ThreadRows, inUse: number): number {
  return Math.min(messages.length, Math.max(MOST, Math.min(inUse + STEP, MOST_IN_USE)) - STEP);
}

/** Some screens to both sides. */
const around = (at: number): Stretch => ({ at, before: STEP, behind: 2 * STEP });
