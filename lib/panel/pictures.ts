import { AppFailure } from '../errors.ts';
import type { DraftPicture, PanelReads } from './ports.ts';

/** With one question. Each costs as much as a page of text, and earlier ones are shown again only up to this many. */
const MOST = 4;

const NONE: readonly DraftPicture[] = [];

/** Pictures that go with the next question, per site; kept on disk like its words. */
export function createPictures(reads: Pick<PanelReads, 'draftPictures' | 'keepDraftPictures'>, changed: () => void) {
  let site: string | null = null;
  let pictures = NONE;

  /** A full disk loses the copy on disk only, and sending them says what is wrong. */
  function set(next: readonly DraftPicture[]): void {
    pictures = next;
    if (site !== null) reads.keepDraftPictures(site, next).catch(() => undefined);
    changed();
  }

  const kept = (of: string) => reads.draftPictures(of).catch(() => NONE);

  return {
    current: () => pictures,

    async show(next: string | null): Promise<void> {
      if (next === site) return;
      site = next;
      pictures = NONE;
      const stored = next === null ? NONE : await kept(next);
      // One that was added meanwhile stays, behind them.
      if (site === next && stored.length > 0) set([...stored, ...pictures]);
    },

    /** To the question of the site it was made on. Throws AppFailure `no-picture` where there are enough. */
    async add(of: string, picture: Blob): Promise<void> {
      const before = of === site ? pictures : await kept(of);
      if (before.length >= MOST) throw new AppFailure({ kind: 'no-picture', reason: 'too-many' });
      const after = [...before, { id: crypto.randomUUID(), picture }];
      if (of === site) set(after);
      else await reads.keepDraftPictures(of, after);
    },

    remove(id: string): void {
      set(pictures.filter((one) => one.id !== id));
    },

    /** Forgets what was sent from a site. */
    async sent(from: string, gone: readonly DraftPicture[]): Promise<void> {
      if (gone.length === 0) return;
      const stays = ({ id }: DraftPicture) => gone.every((one) => one.id !== id);
      if (from === site) set(pictures.filter(stays));
      else await reads.keepDraftPictures(from, (await kept(from)).filter(stays)).catch(() => undefined);
    },
  };
}

export type PendingPictures = ReturnType<typeof createPictures>;
