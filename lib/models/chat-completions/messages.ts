import type { ModelMessage } from '../../assistants/ports.ts';

type WireCall = {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
};

export type WireMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string | null; readonly tool_calls?: WireCall[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

/**
 * The messages as servers take them: an assistant message that says nothing is left out, and neighbours of one role become
 * one, since the templates of many local models insist on turns. Tool messages stay apart: each answers one call.
 */
export function toWireMessages(messages: readonly ModelMessage[]): WireMessage[] {
  const merged: ModelMessage[] = [];
  for (const message of messages) {
    if (saysNothing(message)) continue;
    const last = merged.at(-1);
    const joined = last === undefined ? null : join(last, message);
    if (joined === null) merged.push(message);
    else merged[merged.length - 1] = joined;
  }
  return merged.map(toWireMessage);
}

function saysNothing(message: ModelMessage): boolean {
  return message.role === 'assistant' && message.content.trim() === '' && !message.tool_calls?.length;
}

function join(first: ModelMessage, second: ModelMessage): ModelMessage | null {
  const content = [first.content, second.content].filter((text) => text !== '').join('\n\n');
  if (first.role === 'assistant' && second.role === 'assistant')
    return { role: 'assistant', content, tool_calls: [...(first.tool_calls ?? []), ...(second.tool_calls ?? [])] };
  if (first.role === second.role && (first.role === 'system' || first.role === 'user'))
    return { role: first.role, content };
  return null;
}

function toWireMessage(message: ModelMessage): WireMessage {
  if (message.role !== 'assistant') return message;
  const { content, tool_calls = [] } = message;
  if (tool_calls.length === 0) return { role: 'assistant', content };
  return { role: 'assistant', content: content || null, tool_calls: [...tool_calls] };
}
