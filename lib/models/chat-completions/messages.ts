import type { CallExtra, ModelImage, ModelMessage } from '../../assistants/ports.ts';
import { type EchoRules, echoOfCall, echoOfMessage } from './extras.ts';
import { createShortCallIds } from './short-call-ids.ts';

/** What a server wants back with a call is sent beside these. */
type WireCall = CallExtra & {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
};

type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string; readonly detail?: 'low' | 'high' } };

export type WireMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string | WirePart[] }
  | {
      readonly role: 'assistant';
      readonly content: string | null;
      readonly tool_calls?: WireCall[];
      readonly reasoning_content?: unknown;
      readonly reasoning_details?: unknown;
    }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

type Writing = EchoRules & { readonly callId: (id: string) => string };

/**
 * The messages as servers take them: an assistant message that says nothing is left out, and neighbours of one role become
 * one, since the templates of many local models insist on turns. Tool messages stay apart: each answers one call.
 */
export function toWireMessages(messages: readonly ModelMessage[], rules: EchoRules): WireMessage[] {
  const merged: ModelMessage[] = [];
  for (const given of messages) {
    const message = rules.quirks.has('no-system-role') ? saidByUser(given) : given;
    if (saysNothing(message)) continue;
    const last = merged.at(-1);
    const joined = last === undefined ? null : join(last, message);
    if (joined === null) merged.push(message);
    else merged[merged.length - 1] = joined;
  }
  const callId = rules.quirks.has('short-call-ids') ? createShortCallIds() : (id: string) => id;
  return merged.map((message) => toWireMessage(message, { ...rules, callId }));
}

function saidByUser(message: ModelMessage): ModelMessage {
  return message.role === 'system' ? { role: 'user', content: message.content } : message;
}

function saysNothing(message: ModelMessage): boolean {
  return message.role === 'assistant' && message.content.trim() === '' && !message.tool_calls?.length;
}

function join(first: ModelMessage, second: ModelMessage): ModelMessage | null {
  const content = [first.content, second.content].filter((text) => text !== '').join('\n\n');
  if (first.role === 'assistant' && second.role === 'assistant')
    return { role: 'assistant', content, tool_calls: [...(first.tool_calls ?? []), ...(second.tool_calls ?? [])] };
  if (first.role === 'user' && second.role === 'user')
    return { role: 'user', content, images: [...(first.images ?? []), ...(second.images ?? [])] };
  return first.role === 'system' && second.role === 'system' ? { role: 'system', content } : null;
}

function toWireMessage(message: ModelMessage, writing: Writing): WireMessage {
  switch (message.role) {
    case 'system':
      return message;
    case 'user':
      return { role: 'user', content: contentOf(message.content, message.images ?? []) };
    case 'tool':
      return { ...message, tool_call_id: writing.callId(message.tool_call_id) };
    case 'assistant':
      return toWireAnswer(message, writing);
  }
}

function toWireAnswer(message: Extract<ModelMessage, { role: 'assistant' }>, writing: Writing): WireMessage {
  const { content, tool_calls = [] } = message;
  const echo = echoOfMessage(
    tool_calls.map(({ extra = {} }) => extra),
    writing,
  );
  if (tool_calls.length === 0) return { role: 'assistant', content, ...echo };
  const calls = tool_calls.map(({ extra = {}, ...call }) => ({
    ...call,
    id: writing.callId(call.id),
    ...echoOfCall(extra, writing),
  }));
  return { role: 'assistant', content: content || null, ...echo, tool_calls: calls };
}

/** Plain text where there are no pictures: many servers know nothing else. `auto` is what every server does unasked. */
function contentOf(text: string, images: readonly ModelImage[]): string | WirePart[] {
  if (images.length === 0) return text;
  return [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...images.map(({ url, detail = 'auto' }) => ({
      type: 'image_url' as const,
      image_url: { url, ...(detail === 'auto' ? {} : { detail }) },
    })),
  ];
}
