import { stripMarkers } from '../page/citations.ts';
import { estimateTokens } from '../search/tokens.ts';
import type { Context } from './context.ts';
import type { Message, Run } from './objects.ts';
import type { ModelMessage } from './ports.ts';

/** Role and separators of one message, in tokens. */
const MESSAGE_OVERHEAD = 4;

/**
 * The thread's messages that fit, oldest first, the newest question always. Reads backwards and stops at the budget, so that
 * the cost grows with the budget and not with the thread. Citation markers of earlier answers are left out: their numbers
 * counted through what those runs had read.
 */
export async function collectHistory({ store }: Context, run: Run, budget: number): Promise<ModelMessage[]> {
  const most =
    run.truncation_strategy.type === 'last_messages' ? run.truncation_strategy.last_messages : Number.POSITIVE_INFINITY;
  const kept: ModelMessage[] = [];
  let left = budget;
  for await (const message of store.messages.newestFirst(run.thread_id)) {
    if (kept.length >= most) break;
    const content = message.role === 'assistant' ? stripMarkers(textOf(message)) : textOf(message);
    if (content === '' || message.run_id === run.id) continue;
    left -= estimateTokens(content) + MESSAGE_OVERHEAD;
    if (left < 0 && kept.length > 0) break;
    kept.push({ role: message.role, content });
  }
  return kept.reverse();
}

/** A message's words; images and files say nothing here. */
export function textOf(message: Message): string {
  return message.content
    .map((part) => (part.type === 'text' ? part.text.value : part.type === 'refusal' ? part.refusal : ''))
    .filter((text) => text !== '')
    .join('\n\n');
}
