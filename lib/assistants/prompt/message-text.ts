import type { Message } from '../objects.ts';

/** A message's words; images and files say nothing here. */
export function textOf(message: Message): string {
  return message.content
    .map((part) => (part.type === 'text' ? part.text.value : part.type === 'refusal' ? part.refusal : ''))
    .filter((text) => text !== '')
    .join('\n\n');
}
