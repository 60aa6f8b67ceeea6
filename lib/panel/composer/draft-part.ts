import { createTurns } from '../../assistants/in-turn.ts';

/** Where a question is being written: in a thread, or on a site that has none yet. */
export type Place = { readonly site: string; readonly thread_id: string | null };

/** One part of a question that is not sent, and how it is kept on disk. */
type Part<T> = {
  readonly empty: T;
  /** In the order in which they were written. */
  readonly join: (...values: readonly T[]) => T;
  readonly read: (key: string) => Promise<T>;
  /** At once, in one transaction. `emptied`: a key whose value has gone into this one. */
  readonly keep: (key: string, value: T, emptied?: string) => Promise<void>;
};

/**
 * A part of the question that is being written, per thread; kept on disk, so that closing the panel loses nothing. What was
 * written while nobody knew where goes along to where the user is then; what was written on a site goes into the site's thread
 * as soon as it is shown, as a first question does.
 */
export function createDraftPart<T>({ empty, join, read, keep }: Part<T>, changed: () => void) {
  let place: Place | null = null;
  let value = empty;
  /** What is on disk is not known yet: until then nothing may be written over it. */
  let loading = false;
  let loaded: Promise<unknown> = Promise.resolve();
  let newest = 0;
  /** So that each change finds what the one before it has written. */
  const inTurn = createTurns();
  /** Sites whose words have gone into a thread, and threads that were gone, whose words have gone back to a site. */
  const heirs = new Map<string, string>();

  const key = () => keyOf(place);
  /** Where what was written somewhere is by now; null: nobody knew where, so it went along. */
  const now = (of: string | null) => (of === null ? key() : heirOf(of, heirs));
  const readAnyway = (of: string) => read(of).catch(() => empty);

  function change(next: T): void {
    value = next;
    const at = key();
    // A full disk loses the copy on disk only, and sending says what is wrong.
    if (at !== null && !loading) keep(at, next).catch(() => undefined);
    changed();
  }

  /** Into what was written somewhere, wherever that has gone since; null: nobody knew where. Rejects with the disk. */
  async function update(of: string | null, task: (value: T) => T): Promise<void> {
    const at = now(of);
    return at === key() || at === null ? change(task(value)) : inTurn(() => updateOnDisk(now(of) ?? at, task));
  }

  async function updateOnDisk(at: string, task: (value: T) => T): Promise<void> {
    const before = await readAnyway(at);
    if (at === key()) {
      // The user has come back meanwhile.
      await loaded;
      return at === key() ? change(task(value)) : updateOnDisk(at, task);
    }
    const next = task(before);
    if (next !== before) await keep(at, next);
  }

  /** What is written somewhere, wherever that has gone since and wherever the user is. */
  async function readOf(of: string | null): Promise<T> {
    const at = now(of);
    if (at === null || (at === key() && !loading)) return value;
    const onDisk = await readAnyway(at);
    return at === key() ? join(onDisk, value) : onDisk;
  }

  async function show(next: Place | null): Promise<void> {
    const [before, at] = [key(), keyOf(next)];
    if (before === at) return;
    const written = value;
    const isComingAlong = goesAlong(before, next);
    // Under its site; what is read there below is the same again.
    const isOnDisk = isComingAlong && before !== null && !loading;
    // Written before it was known what is there, and so on no disk.
    const isUnsaved = !isComingAlong && loading && written !== empty;
    const ticket = ++newest;
    [place, value, loading] = [next, isComingAlong ? written : empty, at !== null];
    if (isUnsaved) void update(before, (kept) => join(kept, written)).catch(() => undefined);
    if (next === null || at === null) return changed();
    heirs.delete(at);
    if (next.thread_id !== null) heirs.set(next.site, next.thread_id);
    // A thread is given what was written on its site before.
    const reading = Promise.all([readAnyway(at), at === next.site ? empty : readAnyway(next.site)]);
    loaded = reading;
    const [own, ofSite] = await reading;
    if (ticket !== newest) return;
    loading = false;
    // What came along, and what was written while the disk was read.
    const brought = value;
    value = isOnDisk ? join(own, brought) : join(own, ofSite, brought);
    if (brought !== empty || ofSite !== empty)
      keep(at, value, at === next.site ? undefined : next.site).catch(() => undefined);
    changed();
  }

  return {
    /** Of where the user is; null while that is not known. */
    key,
    current: () => value,
    change,
    now,
    read: readOf,
    ...{ update, show, heirs, empty, join },
  };
}

export type DraftPart<T> = ReturnType<typeof createDraftPart<T>>;

/** From nowhere to wherever the user is then, and from a site into its thread. */
function goesAlong(before: string | null, next: Place | null): boolean {
  return before === null || (next !== null && next.thread_id !== null && before === next.site);
}

function heirOf(of: string, heirs: ReadonlyMap<string, string>): string {
  const heir = heirs.get(of) ?? of;
  return heir === of ? of : heirOf(heir, heirs);
}

function keyOf(place: Place | null): string | null {
  return place === null ? null : (place.thread_id ?? place.site);
}
