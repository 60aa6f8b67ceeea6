import type { PanelReads } from '../ports.ts';
import { createDraftPart, type Place } from './draft-part.ts';

/** An earlier question, over the words that are being written. `at` counts from 1, the newest. */
export type Recalled = { readonly questions: readonly string[]; readonly at: number };

type Layer = { readonly recalled: Recalled; readonly under: string; readonly words: string };

/**
 * The words of the question that is being written, per thread. An earlier question may lie over them: until it is changed
 * nothing of it is kept, and what lies under it comes back once it is sent or left.
 */
export function createDraft(reads: Pick<PanelReads, 'draft' | 'keepDraft'>, changed: () => void) {
  const kept = createDraftPart<string>({ empty: '', join: lines, read: reads.draft, keep: reads.keepDraft }, changed);
  let layer: Layer | null = null;
  /** What the text box shows, and where that is written. */
  let shown: { readonly key: string | null; readonly words: string } = { key: null, words: '' };

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

    /** As it is drawn now. */
    draw(): string {
      shown = { key: kept.key(), words: text() };
      return shown.words;
    },

    /** What the text box holds by now: it was typed into what is drawn, whatever is there to be drawn next. */
    type(words: string): void {
      const { key, words: before } = shown;
      shown = { key, words };
      const edit = (now: string) => edited(now, before, words);
      if (kept.now(key) === kept.key()) change(edit(text()));
      else kept.update(key, edit).catch(() => undefined);
    },

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

/** The words as they are now with what was typed behind those before; typed elsewhere in them, as they were typed. */
function edited(now: string, before: string, words: string): string {
  if (now === before || !words.startsWith(before)) return words;
  return before === '' ? lines(now, words) : now + words.slice(before.length);
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
