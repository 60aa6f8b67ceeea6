import type { ModelImage, ModelMessage } from '../../assistants/ports.ts';
import { type ReasoningItem, thoughtsIn } from './thoughts.ts';

type InputPart =
  | { readonly type: 'input_text'; readonly text: string }
  | { readonly type: 'input_image'; readonly image_url: string; readonly detail: 'auto' | 'low' | 'high' };

export type InputItem =
  | ReasoningItem
  | { readonly role: 'system' | 'user' | 'assistant'; readonly content: string | readonly InputPart[] }
  | { readonly type: 'function_call'; readonly call_id: string; readonly name: string; readonly arguments: string }
  | { readonly type: 'function_call_output'; readonly call_id: string; readonly output: string };

/** The published limit of `call_id`; other servers give longer ones, which a thread may hold. */
const LONGEST_CALL_ID = 64;

/**
 * The whole prompt as input items, so that the server need remember nothing. What says nothing is left out. `echoes`: whether
 * the thoughts before the calls of this run go back to the server; those of earlier runs are of no use to it.
 */
export function toInputItems(messages: readonly ModelMessage[], echoes = true): InputItem[] {
  const asked = messages.findLastIndex(({ role }) => role === 'user');
  const callIds = new Map<string, string>();

  function callId(id: string): string {
    const known = callIds.get(id);
    if (known !== undefined) return known;
    const fits = id.length > 0 && id.length <= LONGEST_CALL_ID;
    const chosen = fits ? id : `call_${callIds.size + 1}`;
    callIds.set(id, chosen);
    return chosen;
  }

  function toItems(message: ModelMessage, place: number): InputItem[] {
    if (message.role === 'system') return message.content === '' ? [] : [{ role: 'system', content: message.content }];
    if (message.role === 'user') return [{ role: 'user', content: userContent(message.content, message.images ?? []) }];
    if (message.role === 'tool')
      return [{ type: 'function_call_output', call_id: callId(message.tool_call_id), output: message.content }];
    const { content, tool_calls = [] } = message;
    const calls = tool_calls.flatMap((call): InputItem[] => [
      ...(echoes && place > asked ? thoughtsIn(call.extra) : []),
      {
        type: 'function_call',
        call_id: callId(call.id),
        name: call.function.name,
        arguments: call.function.arguments,
      },
    ]);
    return content.trim() === '' ? calls : [{ role: 'assistant', content }, ...calls];
  }

  return messages.flatMap(toItems);
}

function userContent(text: string, images: readonly ModelImage[]): string | InputPart[] {
  if (images.length === 0) return text;
  const shown = images.map(({ url, detail = 'auto' }) => ({ type: 'input_image' as const, image_url: url, detail }));
  return text === '' ? shown : [{ type: 'input_text', text }, ...shown];
}
