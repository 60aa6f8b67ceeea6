import type { StreamPart } from '../../assistants/ports.ts';
import { listOf, recordOf, stringOf } from '../json.ts';
import { annotationOf, type Piece } from './annotation.ts';
import type { AnswerText, Place } from './answer-text.ts';
import type { Calls } from './calls.ts';
import { type HostedCalls, isHosted } from './hosted-calls.ts';
import { BETWEEN_ITEMS, contentOf, type Json } from './response.ts';
import { createThoughts, type Thoughts } from './thoughts.ts';

/** What an answer is put together from. */
export type Answer = {
  readonly text: AnswerText;
  readonly calls: Calls;
  readonly hosted: HostedCalls;
  readonly thoughts: Thoughts;
};

/**
 * The parts that one event of an answer adds. Empty for every other event: how far hosted tools' calls are, the ends of what
 * came as deltas, and whatever is not known.
 */
export function partsOf(event: Json, { text, calls, hosted, thoughts }: Answer): StreamPart[] {
  const place = placeOf(event);
  const item = recordOf(event['item']);
  switch (event['type']) {
    case 'response.output_text.delta':
    case 'response.refusal.delta':
      return text.delta(stringOf(event['delta']), place);
    case 'response.output_text.annotation.added':
      return annotate([event['annotation']], text.pieceAt(place));
    // The second is what servers of open models send.
    case 'response.reasoning_summary_text.delta':
    case 'response.reasoning_text.delta':
      return think(stringOf(event['delta']));
    case 'response.reasoning_summary_part.added':
      return numberOf(event['summary_index']) ? think(BETWEEN_ITEMS) : [];
    case 'response.output_item.added':
      if (item['type'] === 'message') text.beginItem({ ...place, item_id: stringOf(item['id']) || place.item_id });
      if (isHosted(item)) text.breakOff();
      return item['type'] === 'function_call' ? calls.item(item, place, thoughts.take()) : [];
    case 'response.output_item.done':
      if (item['type'] === 'reasoning') thoughts.add(item);
      if (item['type'] === 'message') return annotationsOf(item, place, text);
      if (isHosted(item)) {
        text.breakOff();
        return hosted.item(item, place.output_index);
      }
      return item['type'] === 'function_call' ? calls.item(item, place, thoughts.take()) : [];
    case 'response.function_call_arguments.delta':
      return calls.argumentsDelta(stringOf(event['delta']), place);
    case 'response.function_call_arguments.done':
      return calls.argumentsDone(stringOf(event['name']), stringOf(event['arguments']), place);
    default:
      return [];
  }
}

/** What a whole response adds to what was heard of it. */
export function wholeParts(response: Json, { text, calls, hosted }: Answer): StreamPart[] {
  const words = text.whole(response);
  const thoughts = createThoughts();
  return contentOf(response).flatMap(({ item }, output_index): StreamPart[] => {
    const said = words?.[output_index];
    thoughts.add(item);
    if (isHosted(item)) return hosted.item(item, output_index);
    if (item['type'] === 'function_call') return calls.item(item, { item_id: '', output_index }, thoughts.take());
    if (said === undefined) return [];
    return [...said.parts, ...said.pieces.flatMap((piece) => annotate(listOf(piece.annotations), piece))];
  });
}

function annotationsOf(item: Json, place: Place, text: AnswerText): StreamPart[] {
  const there = { ...place, item_id: stringOf(item['id']) || place.item_id };
  return listOf(item['content']).flatMap((content, content_index) =>
    annotate(listOf(recordOf(content)['annotations']), text.pieceAt({ ...there, content_index })),
  );
}

function annotate(annotations: readonly unknown[], piece: Piece | null): StreamPart[] {
  if (piece === null) return [];
  return annotations
    .map((one) => annotationOf(one, piece))
    .filter((annotation) => annotation !== null)
    .map((annotation) => ({ type: 'annotation', annotation }));
}

function placeOf(event: Json): Place {
  return {
    item_id: stringOf(event['item_id']),
    output_index: numberOf(event['output_index']),
    content_index: numberOf(event['content_index']) ?? 0,
  };
}

function think(delta: string): StreamPart[] {
  return delta === '' ? [] : [{ type: 'reasoning-delta', delta }];
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
