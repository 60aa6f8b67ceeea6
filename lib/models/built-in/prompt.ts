import type { ModelMessage, ModelRequest } from '../../assistants/ports.ts';
import { withoutImages } from '../images.ts';
import type { PromptMessage } from './interface.ts';

export type Prompt = {
  /** The system's words first, then the talk so far. */
  readonly initialPrompts: readonly PromptMessage[];
  readonly input: string;
  /** JSON schema of the answer; null for plain text. */
  readonly responseConstraint: object | null;
};

/** A request in the built-in model's terms. It has no tools: what tools said earlier reaches it as text, and none is offered. */
export function promptOf({ messages, response_format }: ModelRequest): Prompt {
  const instructions = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []));
  const talk = withoutImages(messages).flatMap(spoken);
  const newest = talk.at(-1);
  const isAsked = newest?.role === 'user';
  const system = instructions.join('\n\n');
  return {
    initialPrompts: [
      ...(system === '' ? [] : [{ role: 'system', content: system } as const]),
      ...(isAsked ? talk.slice(0, -1) : talk),
    ],
    // Where the talk ends with the model's own words, it is to go on with them.
    input: isAsked ? newest.content : 'Continue.',
    responseConstraint: constraintOf(response_format),
  };
}

function spoken(message: ModelMessage): PromptMessage[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'assistant':
      return message.content === '' ? [] : [{ role: 'assistant', content: message.content }];
    case 'tool':
      return [{ role: 'user', content: `Result of a tool:\n${message.content}` }];
    case 'user':
      return [{ role: 'user', content: message.content }];
  }
}

function constraintOf(format: ModelRequest['response_format']): object | null {
  if (format === 'auto' || format.type === 'text') return null;
  const schema = format.type === 'json_schema' ? format.json_schema['schema'] : undefined;
  return typeof schema === 'object' && schema !== null ? schema : { type: 'object' };
}
