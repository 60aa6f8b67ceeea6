import type { PanelReads } from './ports.ts';

/** What is typed and not sent, per site; kept on disk as it is typed, so that closing the panel loses nothing. */
export function createDraft(reads: Pick<PanelReads, 'draft' | 'keepDraft'>, changed: () => void) {
  let site: string | null = null;
  let text = '';

  function change(next: string): void {
    text = next;
    if (site !== null) void reads.keepDraft(site, next);
    changed();
  }

  return {
    change,
    text: () => text,

    /** Words typed while no site was known go with the user to the site. */
    async show(next: string | null): Promise<void> {
      if (next === site) return;
      const typed = site === null ? text : '';
      site = next;
      text = typed;
      if (next === null) return;
      const kept = await reads.draft(next);
      if (site !== next || text !== typed) return;
      if (typed === '') text = kept;
      else void reads.keepDraft(next, typed);
      changed();
    },

    /** Empties the draft after it was sent, unless something else has been typed since. */
    clearIf(sent: string): void {
      if (text === sent) change('');
    },
  };
}

export type Draft = ReturnType<typeof createDraft>;
