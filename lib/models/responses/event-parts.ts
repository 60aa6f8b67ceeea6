import type { StreamPart } from '../../assistants/ports.ts';
import { recordOf, stringOf } from '../json.ts';
import type { AnswerText } from './answer-text.ts';
import type { Calls } from './calls.ts';
import { BETWEEN_ITEMS } from './response.ts';

/**
 * The parts that one event of an answer adds. Empty for every other event: hosted tools' calls, annotations, the ends of what
 * came as deltas, and whatever is not known.
 */
export function partsOf(
  event: Readonly<Record<string, unknown>>,
  { text, calls }: { readonly text: AnswerText; readonly calls: Calls },
): StreamPart[] {
  const place = { item_id: stringOf(event['item_id']), output_index: numberOf(event['output_index']) };
  const item = recordOf(event['item']);
  switch (event['type']) {
    case 'response.output_text.delta':
    case 'response.refusal.delta':
      return text.delta(stringOf(event['delta']));
    // The second is what servers of open models send.
    case 'response.reasoning_summary_text.delta':
    case 'response.reasoning_text.delta':
      return think(stringOf(event['delta']));
    case 'response.reasoning_summary_part.added':
      return numberOf(event['summary_index']) ? think(BETWEEN_ITEMS) : [];
    case 'response.output_item.added':
      if (item['type'] === 'message') text.beginItem();
      return item['type'] === 'function_call' ? calls.item(item, place) : [];
    case 'response.output_item.done':
      return item['type'] === 'function_call' ? calls.item(item, place) : [];
    case 'response.function_call_arguments.delta':
      return calls.argumentsDelta(stringOf(event['delta']), place);
    case 'response.function_call_arguments.done':
      return calls.argumentsDone(stringOf(event['name']), stringOf(event['arguments']), place);
    default:
      return [];
  }
}

function think(delta: string): StreamPart[] {
  return delta === '' ? [] : [{ type: 'reasoning-delta', delta }];
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
