import { AppFailure } from '../../errors.ts';
import type { DraftPicture, PanelReads } from '../ports.ts';
import { createDraftPart } from './draft-part.ts';

/** With one question. Each costs as much as a page of text, and earlier ones are shown again only up to this many. */
const MOST = 4;

const NONE: readonly DraftPicture[] = [];

/** Pictures that go with the next question, per thread; kept on disk like its words. */
export function createPictures(reads: Pick<PanelReads, 'draftPictures' | 'keepDraftPictures'>, changed: () => void) {
  const kept = createDraftPart<readonly DraftPicture[]>(
    { empty: NONE, join, read: reads.draftPictures, keep: reads.keepDraftPictures },
    changed,
  );
  const { key, current, change, update, show } = kept;

  return {
    kept,
    key,
    current,
    show,

    /** To the question it was made for. Throws AppFailure `no-picture` where there are enough. */
    add: (of: string | null, picture: Blob): Promise<void> =>
      update(of, (before) => {
        if (before.length >= MOST) throw new AppFailure({ kind: 'no-picture', reason: 'too-many' });
        return [...before, { id: crypto.randomUUID(), picture }];
      }),

    remove: (id: string): void => change(current().filter((one) => one.id !== id)),

    /** Forgets what was sent from somewhere. */
    async sent(from: string | null, gone: readonly DraftPicture[]): Promise<void> {
      if (gone.length === 0) return;
      const stays = ({ id }: DraftPicture) => gone.every((one) => one.id !== id);
      await update(from, (all) => all.filter(stays)).catch(() => undefined);
    },
  };
}

export type PendingPictures = ReturnType<typeof createPictures>;

function join(...all: readonly (readonly DraftPicture[])[]): readonly DraftPicture[] {
  const joined = all.flat();
  return joined.length === 0 ? NONE : joined;
}
