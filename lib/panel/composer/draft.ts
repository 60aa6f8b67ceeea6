import type { PanelReads } from '../ports.ts';
import { createKeptWithDraft, type Place } from './kept-with-draft.ts';

/** An earlier question, over the words that are being written. `at` counts from 1, the newest. */
export type Recalled = { readonly questions: readonly string[]; readonly at: number };

type Layer = { readonly recalled: Recalled; readonly under: string; readonly words: string };

/**
 * The words of the question that is being written, per thread. An earlier question may lie over them: until it is changed
 * nothing of it is kept, and what lies under it comes back once it is sent or left.
 */
export function createDraft(reads: Pick<PanelReads, 'draft' | 'keepDraft'>, changed: () => void) {
  const kept = createKeptWithDraft<string>(
    { empty: '', join: lines, read: reads.draft, keep: reads.keepDraft },
    changed,
  );
  let layer: Layer | null = null;

  const isChanged = ({ recalled, words }: Layer) => words !== recalled.questions[recalled.at - 1];
  const text = () => layer?.words ?? kept.current();

  function change(words: string): void {
    if (layer === null) return kept.change(words);
    layer = { ...layer, words };
    kept.change(lines(layer.under, words));
  }

  return {
    kept,
    key: kept.key,
    text,
    change,
    /** Null where the user's own words are shown, be they an earlier question's that were changed. */
    recalled: () => (layer === null || isChanged(layer) ? null : layer.recalled),

    /** Null goes back to the user's own words. */
    recall(recalled: Recalled | null): void {
      // Of a changed one every word is on disk already.
      const under = layer === null || isChanged(layer) ? kept.current() : layer.under;
      layer = recalled === null ? null : { recalled, under, words: recalled.questions[recalled.at - 1] ?? '' };
      changed();
    },

    show(place: Place | null): Promise<void> {
      const before = kept.key();
      const shown = kept.show(place);
      if (kept.key() !== before) layer = null;
      return shown;
    },

    /** Changes what is written somewhere, wherever the user is by now. Rejects with the disk. */
    async update(of: string | null, task: (words: string) => string): Promise<void> {
      if (layer !== null && kept.now(of) === kept.key()) change(task(layer.words));
      else await kept.update(of, task);
    },

    /** Forgets what was sent from somewhere, unless something else has been typed there since. */
    async sent(from: string | null, words: string): Promise<void> {
      if (layer !== null && layer.words === words && kept.key() === from) {
        const { under } = layer;
        layer = null;
        return kept.change(under);
      }
      await kept.update(from, (now) => (now === words ? '' : now)).catch(() => undefined);
    },
  };
}

export type Draft = ReturnType<typeof createDraft>;

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
