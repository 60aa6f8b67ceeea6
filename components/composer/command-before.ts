import type { PromptView } from '../../lib/panel/prompts/prompts-model.ts';
import { foundPrompts } from './found-prompts.ts';
import { slashAt } from './slash-at.ts';

/**
 * How many characters another command takes the place of: those of a command that the text begins with, or of one that is being typed and
 * that the list offers prompts for.
 */
export function commandBefore(
  { value, selectionEnd }: Pick<HTMLTextAreaElement, 'value' | 'selectionEnd'>,
  prompts: readonly PromptView[],
): number {
  const [whole = '', word = ''] = /^[/／](\S+)/u.exec(value) ?? [];
  if (prompts.some(({ command }) => command === word.toLowerCase())) return whole.length;
  const typed = slashAt(value, selectionEnd);
  return typed === null || foundPrompts(prompts, typed.words).length === 0 ? 0 : 1 + typed.words.length;
}
