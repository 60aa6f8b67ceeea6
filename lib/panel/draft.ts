import type { PanelReads } from './ports.ts';

/** What is typed and not sent, per site; kept on disk as it is typed, so that closing the panel loses nothing. */
export function createDraft(reads: Pick<PanelReads, 'draft' | 'keepDraft'>, changed: () => void) {
  let site: string | null = null;
  let text = '';

  /** A full disk loses the copy on disk only: the words stay in the composer, and sending them says what is wrong. */
  function keep(of: string, words: string): void {
    reads.keepDraft(of, words).catch(() => undefined);
  }

  function change(next: string): void {
    text = next;
    if (site !== null) keep(site, next);
    changed();
  }

  return {
    change,
    text: () => text,

    /** Words typed while no site was known go with the user to the site, behind what was kept there. */
    async show(next: string | null): Promise<void> {
      if (next === site) return;
      const typed = site === null ? text : '';
      site = next;
      text = typed;
      if (next === null) return;
      const kept = await reads.draft(next).catch(() => '');
      if (site !== next || text !== typed) return;
      text = [kept, typed].filter((part) => part !== '').join('\n');
      if (typed !== '') keep(next, text);
      changed();
    },

    /** Forgets what was sent from a site, unless something else has been typed there since. */
    async sent(from: string, words: string): Promise<void> {
      if (site === from && text === words) return change('');
      if ((await reads.draft(from).catch(() => '')) === words) keep(from, '');
    },
  };
}

export type Draft = ReturnType<typeof createDraft>;
