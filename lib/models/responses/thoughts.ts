import type { CallExtra } from '../../assistants/ports.ts';
import { listOf, recordOf, stringOf } from '../json.ts';

/** A model's thoughts, readable by its server only, as the server wants them back before the calls they led to. */
export type ReasoningItem = {
  readonly type: 'reasoning';
  readonly id: string;
  readonly summary: readonly { readonly type: 'summary_text'; readonly text: string }[];
  readonly encrypted_content: string;
};

/** Characters of one completion's thoughts that are kept: they are part of every prompt until the run has ended. */
const MOST_CHARACTERS = 65_536;

/** Null for what is no such item, and for one that says nothing to a server that has stored nothing. */
function reasoningItemOf(value: unknown): ReasoningItem | null {
  const { type, id, summary, encrypted_content } = recordOf(value);
  if (type !== 'reasoning' || typeof encrypted_content !== 'string' || encrypted_content === '') return null;
  if (typeof id !== 'string' || id === '') return null;
  const texts = listOf(summary).map((part) => stringOf(recordOf(part)['text']));
  return { type, id, summary: texts.map((text) => ({ type: 'summary_text', text })), encrypted_content };
}

/** The thoughts before a call, out of what was kept with it. */
export function thoughtsIn(extra: CallExtra | undefined): ReasoningItem[] {
  return listOf(extra?.['reasoning_items'])
    .map(reasoningItemOf)
    .filter((item) => item !== null);
}

export type Thoughts = {
  add(item: unknown): void;
  /** What has been thought since the last call, to be kept with the next one. Too much of it is not kept: a part says nothing. */
  take(): CallExtra | undefined;
};

export function createThoughts(): Thoughts {
  let items: ReasoningItem[] = [];
  return {
    add(value) {
      const item = reasoningItemOf(value);
      if (item !== null) items = [...items.filter(({ id }) => id !== item.id), item];
    },
    take() {
      const reasoning_items = items;
      items = [];
      const fits = JSON.stringify(reasoning_items).length <= MOST_CHARACTERS;
      return reasoning_items.length > 0 && fits ? { reasoning_items } : undefined;
    },
  };
}
