import { inOurBrackets } from '../../page/our-brackets.ts';
import type { Message } from '../objects.ts';

/** A message's words; images and files say nothing here. Citation markers are in the brackets by which they are known. */
export function textOf(message: Message): string {
  const text = message.content
    .map((part) => (part.type === 'text' ? part.text.value : part.type === 'refusal' ? part.refusal : ''))
    .filter((text) => text !== '')
    .join('\n\n');
  return inOurBrackets(text, message.local.markers ?? []);
}
