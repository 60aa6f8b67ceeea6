import { AppFailure } from '../errors.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import type { EarlierFile, FileView } from './along-model.ts';
import { createKeptWithDraft, type Place } from './kept-with-draft.ts';
import type { DraftFile, PanelPorts } from './ports.ts';
import { createUnreadFiles, unreadView } from './unread-files.ts';

/** With one question: of more of them no model is given enough to tell them apart. */
const MOST = 20;

const NONE: readonly DraftFile[] = [];

/**
 * Files of the user's own that go with the next question, per thread; kept on disk like its words once they are read. One that cannot
 * be read says so in its place, and neither the others nor the words are lost.
 */
export function createFiles({ reads, readFile }: Pick<PanelPorts, 'reads' | 'readFile'>, changed: () => void) {
  const kept = createKeptWithDraft<readonly DraftFile[]>(
    { empty: NONE, join, read: reads.draftFiles, keep: reads.keepDraftFiles },
    redraw,
  );
  const unread = createUnreadFiles(redraw);
  let site: string | null = null;
  let views: readonly FileView[] | null = null;

  function redraw(): void {
    views = null;
    changed();
  }

  /** A thread takes over what was begun on its site. */
  const unreadHere = () => unread.in([null, kept.key(), site]);

  /** The same content under the same name goes along once. */
  const put = (key: string | null, file: DraftFile) =>
    kept.update(key, (before) => {
      if (before.some(({ url }) => url === file.url)) return before;
      if (before.length >= MOST) throw refusal('too-many', file.name);
      return [...before, file];
    });

  return {
    current: kept.current,

    show(place: Place | null): Promise<void> {
      site = place?.site ?? null;
      views = null;
      return kept.show(place);
    },

    views(): readonly FileView[] {
      views ??= [...kept.current().map(readyView), ...unreadHere().map(unreadView)];
      return views;
    },

    add(files: readonly File[]): void {
      const key = kept.key();
      for (const file of files)
        unread.add(file.name, key, async (options) => {
          const snapshot = await readFile(file, options);
          const tokens = await tokensOf(snapshot);
          // Taken away in the last moment.
          if (!options.signal.aborted)
            await put(key, { url: snapshot.url, name: snapshot.title, file_id: null, snapshot, tokens });
        });
    },

    async attach({ file_id, name }: EarlierFile): Promise<void> {
      const key = kept.key();
      const snapshot = await reads.snapshot(file_id);
      if (snapshot === undefined) throw refusal('failed', name);
      await put(key, { url: snapshot.url, name, file_id, snapshot: null, tokens: await tokensOf(snapshot) });
    },

    remove(id: string): void {
      unread.remove(id);
      const stays = kept.current().filter(({ url }) => url !== id);
      if (stays.length < kept.current().length) kept.change(stays);
    },

    /** What goes along from here: all that can, once those that are being read now have been, wherever the user is by then. */
    taken(): () => Promise<readonly DraftFile[]> {
      const key = kept.key();
      const reading = unreadHere().map(({ done }) => done);
      return async () => {
        await Promise.all(reading);
        return kept.read(key);
      };
    },

    /** Forgets what was sent from somewhere. */
    async sent(from: string | null, gone: readonly DraftFile[]): Promise<void> {
      if (gone.length === 0) return;
      const stays = ({ url }: DraftFile) => gone.every((one) => one.url !== url);
      await kept.update(from, (all) => all.filter(stays)).catch(() => undefined);
    },
  };
}

export type PendingFiles = ReturnType<typeof createFiles>;

function readyView({ url, name, tokens }: DraftFile): FileView {
  return { id: url, name, state: 'ready', tokens };
}

async function tokensOf(snapshot: PageSnapshot): Promise<number> {
  return (await import('../page/files/file-tokens.ts')).snapshotTokens(snapshot);
}

function refusal(reason: 'too-many' | 'failed', name: string): AppFailure {
  return new AppFailure({ kind: 'file-not-readable', reason, name });
}

function join(...all: readonly (readonly DraftFile[])[]): readonly DraftFile[] {
  const files = new Map(all.flat().map((file) => [file.url, file]));
  return files.size === 0 ? NONE : [...files.values()];
}
