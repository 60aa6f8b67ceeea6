import type { CaptureOptions, DraftFile, KeptFile, PanelPorts, UnreadFile } from '../ports.ts';
import type { EarlierFile, FileView } from './along-model.ts';
import {
  attempted,
  isGivenUp,
  isRead,
  join,
  joined,
  NONE,
  refusal,
  replaced,
  room,
  unread,
  viewOf,
} from './draft-files.ts';
import { createDraftPart, type Place } from './draft-part.ts';
import { createReadings } from './unread-files.ts';

type Ports = Pick<PanelPorts, 'reads' | 'readFile'>;

/**
 * Files of the user's own that go with the next question, per thread; kept on disk like its words from the moment they are given: their
 * bytes until they are read. One that cannot be read says so in its place, and neither the others nor the words are lost.
 */
export function createFiles({ reads, readFile }: Ports, changed: () => void) {
  let views: readonly FileView[] | null = null;
  const { kept, readings, begin, show, whenShown } = createReader({ reads, readFile }, () => {
    views = null;
    changed();
  });

  return {
    current: () => kept.current().filter(isRead),
    kept,

    show(place: Place | null): Promise<void> {
      views = null;
      return show(place);
    },

    views(): readonly FileView[] {
      views ??= kept.current().map((file) => viewOf(file, readings));
      return views;
    },

    add(files: readonly File[]): void {
      kept.change(joined(kept.current(), files.map(unread)));
      begin();
    },

    async attach({ file_id, name }: EarlierFile): Promise<void> {
      const key = kept.key();
      const snapshot = await reads.snapshot(file_id);
      if (snapshot === undefined) throw refusal('failed', name);
      const file = (await import('./attempt-file.ts')).draftFile(snapshot, { name, file_id, snapshot: null });
      await kept.update(key, (all) => {
        if (all.some(({ url }) => url === file.url)) return all;
        if (!room(all)) throw refusal('too-many', name);
        return [...all, file];
      });
    },

    /** Reads one again that could not be read. */
    retry(id: string): void {
      readings.stop(id);
      begin(id);
    },

    remove(id: string): void {
      readings.stop(id);
      kept.change(kept.current().filter(({ url }) => url !== id));
    },

    /** What goes along from here: all that can, once those that are being read now have been, wherever the user is by then. */
    taken(): () => Promise<readonly DraftFile[]> {
      const from = kept.key();
      return async () => {
        await whenShown();
        const here = readings.running().filter(({ key }) => kept.now(key) === kept.now(from));
        await Promise.all(here.map(({ done }) => done));
        return (await kept.read(from)).filter(isRead);
      };
    },

    /** Forgets what was sent from somewhere. */
    async sent(from: string | null, gone: readonly DraftFile[]): Promise<void> {
      if (gone.length === 0) return;
      const stays = ({ url }: KeptFile) => gone.every((one) => one.url !== url);
      await kept.update(from, (all) => all.filter(stays)).catch(() => undefined);
    },
  };
}

export type PendingFiles = ReturnType<typeof createFiles>;

/** Reads what is kept, wherever the user is by the time it is read. */
function createReader({ reads, readFile }: Ports, changed: () => void) {
  const kept = createDraftPart<readonly KeptFile[]>(
    { empty: NONE, join, read: reads.draftFiles, keep: reads.keepDraftFiles },
    changed,
  );
  const readings = createReadings(changed);
  let shown = Promise.resolve();

  /** Before it is known what is on disk here, nothing of it can be replaced. */
  async function whenShown(): Promise<void> {
    const last = shown;
    await last;
    if (last !== shown) await whenShown();
  }

  /** That it is begun is on disk before it is: it may end the panel, and would each time that it opens. */
  async function keepAttempt(key: string | null, file: UnreadFile): Promise<void> {
    await whenShown();
    const mark = (one: KeptFile) => (one.url === file.url && !isRead(one) ? attempted(one) : one);
    await kept.update(key, (all) => all.map(mark)).catch(() => undefined);
    const at = kept.now(key);
    // Reads behind what was just written.
    if (at !== null) await reads.draftFiles(at).catch(() => undefined);
  }

  async function readOne(key: string | null, file: UnreadFile, options: CaptureOptions): Promise<void> {
    await keepAttempt(key, file);
    const next = await (await import('./attempt-file.ts')).attemptFile(file, readFile, options);
    await whenShown();
    if (!options.signal.aborted) await kept.update(key, (all) => replaced(all, file, next));
  }

  /** Begins with all that are here and that nobody reads yet. `wanted`: one that the user asks for. */
  function begin(wanted?: string): void {
    const key = kept.key();
    for (const file of kept.current()) {
      if (isRead(file) || file.bytes === null || readings.get(file.url) !== undefined) continue;
      if (file.url === wanted || !isGivenUp(file))
        readings.start(file.url, key, (options) => readOne(key, file, options));
    }
  }

  function show(place: Place | null): Promise<void> {
    shown = kept.show(place).then(() => begin());
    return shown;
  }

  return { kept, readings, begin, show, whenShown };
}
