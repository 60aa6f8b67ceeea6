import type { Usage } from '../../assistants/objects.ts';
import { listOf, recordOf, stringOf } from '../json.ts';
import { readUsage } from '../read-usage.ts';

/** What one chunk carries, wherever its server puts it. Absent things are empty. */
export type ChunkFields = {
  /** Whether it looks like a part of a completion at all. */
  readonly is_completion: boolean;
  readonly text: string;
  readonly reasoning: string;
  /** The delta itself, for what is only to be sent back. */
  readonly delta: Readonly<Record<string, unknown>>;
  readonly tool_calls: readonly unknown[];
  /** As the server says it; `''` while it has said nothing. */
  readonly finish_reason: string;
  readonly usage: Usage | null;
};

/** Takes chunks of a stream and whole completions alike; only the first choice counts, since only one is asked for. */
export function readChunk(chunk: unknown): ChunkFields {
  const outer = recordOf(chunk);
  const choice = recordOf(listOf(outer['choices'])[0]);
  const delta = recordOf(choice['delta'] ?? choice['message']);
  const content = readContent(delta['content']);
  const usage = readUsage(outer['usage'] ?? recordOf(outer['x_groq'])['usage'] ?? choice['usage']);
  return {
    is_completion: Array.isArray(outer['choices']) || usage !== null,
    text: content.text + stringOf(delta['refusal']),
    // Two names for one thing; servers that send both send the same text.
    reasoning: content.reasoning + (stringOf(delta['reasoning']) || stringOf(delta['reasoning_content'])),
    delta,
    tool_calls: listOf(delta['tool_calls']),
    finish_reason: stringOf(choice['finish_reason']),
    usage,
  };
}

/** Text, or a list of text and thinking parts (Mistral). */
function readContent(content: unknown): { readonly text: string; readonly reasoning: string } {
  if (!Array.isArray(content)) return { text: stringOf(content), reasoning: '' };
  const parts = content.map(recordOf);
  return {
    text: parts.map(({ text }) => stringOf(text)).join(''),
    reasoning: parts.map(({ thinking }) => readContent(thinking).text).join(''),
  };
}
