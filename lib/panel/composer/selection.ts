import type { Link } from './link.ts';

/** Words the user marked, and the page they stand on. `link`: what they lead to, where they are a link that the user chose. */
export type Selection = { readonly text: string; readonly url: string; readonly link?: Link };

/** The selection that goes with the next question, until it is sent, taken away, or its page is left. */
export function createSelection(changed: () => void) {
  let selection: Selection | null = null;

  function set(next: Selection | null): void {
    selection = next;
    changed();
  }

  return {
    current: () => selection,
    set,
    /** `url`: the page in front now, empty where it is not known. */
    keepOnlyOn(url: string): void {
      if (selection !== null && selection.url !== url) set(null);
    },
  };
}

export type PendingSelection = ReturnType<typeof createSelection>;
