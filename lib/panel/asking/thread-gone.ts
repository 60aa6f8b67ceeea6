import { toAppError } from '../../errors.ts';
import type { ActionParts } from '../actions.ts';
import type { Along } from '../composer/along.ts';
import type { Draft } from '../composer/draft.ts';
import type { DraftPart } from '../composer/draft-part.ts';
import type { PendingPictures } from '../composer/pictures.ts';
import type { SiteWork } from '../site-work.ts';

/** The question that is being written. */
export type Writing = { readonly draft: Draft; readonly pictures: PendingPictures; readonly along: Along };

type Move = {
  readonly from: string;
  readonly site: string;
  /** Leaves it. */
  readonly leave: () => void;
};

/** Brings what is written in one place to where questions of the site are written once that place is left. Rejects with the disk. */
export async function bring({ draft, pictures, along }: Writing, { from, site, leave }: Move): Promise<void> {
  if (draft.key() === from && draft.recalled() !== null) keepRecalled(draft);
  const rescued = await Promise.all([
    rescue(draft.kept, from, site),
    rescue(pictures.kept, from, site),
    rescue(along.kept, from, site),
  ]);
  leave();
  await Promise.all(rescued.map((put) => put()));
}

/** The same for a place that another one may have taken the place of; what goes wrong is said as a notice. */
export async function keepHere(
  parts: Writing & { readonly work: SiteWork },
  from: string,
  site: string,
): Promise<void> {
  await bring(parts, { from, site, leave: () => {} }).catch((thrown: unknown) =>
    parts.work.notify(site, toAppError(thrown)),
  );
}

/** Asks in a new thread of this place what was lost with another one, or else what is written in the composer. */
export async function askAnew(
  { asking, follow, threadChoice }: Pick<ActionParts, 'asking' | 'follow' | 'threadChoice'>,
  send: (anew: boolean) => Promise<void>,
): Promise<void> {
  threadChoice.actions.leaveThread();
  const asked = asking.lost.get(follow.site());
  if (asked === undefined) await send(true);
  else await asking.here(true).send(asked.text, asked.selection, asked.pictures, asked);
}

/** An earlier question that lies over the user's words comes behind them. */
function keepRecalled(draft: Draft): void {
  const recalled = draft.text();
  draft.recall(null);
  draft.change([draft.text(), recalled].filter(Boolean).join('\n'));
}

/** Takes what is written in a place. The result puts it where questions of the site are written by then. */
async function rescue<T>(kept: DraftPart<T>, from: string, site: string): Promise<() => Promise<void>> {
  const { heirs, empty, join, key, now, read, update } = kept;
  const rescued = await read(from);
  return async () => {
    // Where nothing has taken its place what is written stays in it.
    if (key() !== from) for (const [of, heir] of heirs) if (heir === from) heirs.delete(of);
    if (now(from) === now(site)) return;
    if (rescued !== empty) {
      await update(site, (written) => join(rescued, written));
      await update(from, () => empty);
    }
    // What is still on its way to it, such as a file that is being read.
    heirs.set(from, site);
  };
}
