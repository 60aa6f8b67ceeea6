import type { StreamPart } from '../../assistants/ports.ts';
import { BETWEEN_ITEMS, textOf } from './response.ts';

export type AnswerText = {
  /** A message item begins. */
  beginItem(): void;
  delta(delta: string): StreamPart[];
  /** What a whole response says beyond what was heard of it. */
  whole(response: Readonly<Record<string, unknown>>): StreamPart[];
  /** Whether there is anything but blanks in it. */
  readonly wrote: boolean;
  /** Whether the next delta begins another item, so that a gap comes before it. */
  readonly separates: boolean;
};

/** The text of one answer, over all its message items. `before`: characters that somebody has heard already. */
export function createAnswerText(before: number): AnswerText {
  /** What was said behind `before`. */
  let said = '';
  let wrote = before > 0;
  let separates = false;

  function delta(words: string): StreamPart[] {
    if (words === '') return [];
    const text = separates ? BETWEEN_ITEMS + words : words;
    separates = false;
    said += text;
    if (words.trim() !== '') wrote = true;
    return [{ type: 'text-delta', delta: text }];
  }

  return {
    beginItem() {
      separates = before + said.length > 0;
    },
    delta,
    whole(response) {
      separates = false;
      const rest = textOf(response).slice(before);
      // Only ever more of the same: what was handed on cannot be taken back.
      return rest.startsWith(said) ? delta(rest.slice(said.length)) : [];
    },
    get wrote() {
      return wrote;
    },
    get separates() {
      return separates;
    },
  };
}
