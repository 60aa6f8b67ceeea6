import type { PageSource } from '../../assistants/ports.ts';
import type { Sentence } from '../../search/usable-sentences.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** `“Sentence.” 【7】`: the words as the page has them, and the number of their passage in this run. */
export function quotation({ text, passage }: Sentence, { first_marker }: Pick<PageSource, 'first_marker'>): string {
  return `“${escapeMarkdown(text)}” 【${first_marker + passage - 1}】`;
}
