import type { StreamPart } from '../../assistants/ports.ts';
import type { Piece } from './annotation.ts';
import { isHosted } from './hosted-calls.ts';
import { BETWEEN_ITEMS, contentOf, type Json, textOfPart } from './response.ts';

/** Which part of which item; a part that the server does not number is the first. */
export type Place = { readonly item_id: string; readonly output_index: number | null; readonly content_index: number };

export type AnswerText = {
  /** A message item begins. */
  beginItem(place: Place): void;
  /** A hosted call: the text behind it is another message, with no gap before it. */
  breakOff(): void;
  delta(delta: string, place: Place): StreamPart[];
  /** The part as far as it was said; null where its beginning was not heard. */
  pieceAt(place: Place): Piece | null;
  /** What a whole response says beyond what was heard of it, item by item; null when it says something else. */
  whole(response: Json): readonly WholeItem[] | null;
  /** Whether there is anything but blanks in it. */
  readonly wrote: boolean;
  /** Whether the next delta begins another item, so that a gap comes before it. */
  readonly separates: boolean;
};

/** `parts`: the text that is new. `pieces`: the content parts with their annotations, empty for an item that is no message. */
export type WholeItem = {
  readonly item: Json;
  readonly parts: StreamPart[];
  readonly pieces: readonly (Piece & { readonly annotations: unknown })[];
};

/**
 * The text of one answer, over all its message items. `before`: characters that somebody has heard already; `broken`: how many
 * of them came before the last hosted call.
 */
export function createAnswerText(before: number, broken: number): AnswerText {
  /** What was said behind `before`. */
  let said = '';
  let wrote = before > 0;
  let separates = false;
  let breakAt = broken;
  /** Where parts begin, by item and part; null where that was before we listened. */
  let starts = new Map<string, number | null>();
  const begun = new Set<string>();
  const length = () => before + said.length;

  function say(text: string): StreamPart[] {
    if (text === '') return [];
    said += text;
    if (text.trim() !== '') wrote = true;
    return [{ type: 'text-delta', delta: text }];
  }

  return {
    beginItem(place) {
      separates = length() > breakAt;
      const item = itemKey(place);
      begun.add(item);
      starts = new Map([...starts].filter(([key]) => !key.startsWith(`${item} `)));
    },
    breakOff() {
      breakAt = length();
      separates = false;
    },
    delta(words, place) {
      if (words === '') return [];
      const gap = separates ? BETWEEN_ITEMS : '';
      separates = false;
      const key = partKey(place);
      const isKnown = before === 0 || begun.has(itemKey(place));
      if (!starts.has(key)) starts.set(key, isKnown ? length() + gap.length : null);
      return say(gap + words);
    },
    pieceAt(place) {
      const start = starts.get(partKey(place)) ?? null;
      return start === null ? null : { start, text: said.slice(start - before) };
    },
    whole(response) {
      separates = false;
      const items = itemsOf(response);
      const all = items.map(({ text }) => text).join('');
      // Only ever more of the same: what was handed on cannot be taken back.
      if (!all.slice(before).startsWith(said)) return null;
      let place = 0;
      return items.map(({ item, text, pieces }) => {
        place += text.length;
        return { item, parts: say(all.slice(length(), place)), pieces };
      });
    },
    get wrote() {
      return wrote;
    },
    get separates() {
      return separates;
    },
  };
}

function itemKey({ item_id, output_index }: Place): string {
  return output_index === null ? item_id : String(output_index);
}

function partKey(place: Place): string {
  return `${itemKey(place)} ${place.content_index}`;
}

/** Every item with its text as an answer carries it, the gap before it included. */
function itemsOf(response: Json) {
  let length = 0;
  let breakAt = 0;
  return contentOf(response).map(({ item, contents }) => {
    if (isHosted(item)) breakAt = length;
    const words = contents.map(textOfPart).join('');
    const gap = words !== '' && length > breakAt ? BETWEEN_ITEMS : '';
    let start = length + gap.length;
    const pieces = contents.map((content) => {
      const piece = { start, text: textOfPart(content), annotations: content['annotations'] };
      start += piece.text.length;
      return piece;
    });
    length += gap.length + words.length;
    return { item, text: gap + words, pieces };
  });
}
