import type { Usage } from '../../assistants/objects.ts';
import type { FinishReason } from '../../assistants/ports.ts';
import { listOf, recordOf, stringOf } from '../json.ts';

/** Reading a whole response object, as events carry it and as it is polled. */

export type Json = Readonly<Record<string, unknown>>;

/** Statuses in which a response changes no more. */
const TERMINAL: ReadonlySet<string> = new Set(['completed', 'incomplete', 'failed', 'cancelled']);

export function isTerminal(status: string): boolean {
  return TERMINAL.has(status);
}

/** Between what two message items say; within one item nothing is put between its parts. */
export const BETWEEN_ITEMS = '\n\n';

/** Every output item; the content parts of those that are messages. */
export function contentOf(response: Json): { readonly item: Json; readonly contents: readonly Json[] }[] {
  return listOf(response['output'])
    .map(recordOf)
    .map((item) => ({ item, contents: item['type'] === 'message' ? listOf(item['content']).map(recordOf) : [] }));
}

/** What it says, refusals included. */
export function textOfPart({ text, refusal }: Json): string {
  return stringOf(text) + stringOf(refusal);
}

/** Null while the server has not counted. */
export function usageOf(response: Json): Usage | null {
  const { input_tokens, output_tokens, total_tokens } = recordOf(response['usage']);
  if (typeof input_tokens !== 'number' || typeof output_tokens !== 'number') return null;
  return {
    prompt_tokens: input_tokens,
    completion_tokens: output_tokens,
    total_tokens: typeof total_tokens === 'number' ? total_tokens : input_tokens + output_tokens,
  };
}

/** Of a response that is `completed` or `incomplete`. */
export function finishReasonOf(response: Json, hasCalls: boolean): FinishReason {
  if (response['status'] === 'incomplete') {
    const { reason } = recordOf(response['incomplete_details']);
    return reason === 'content_filter' ? 'content-filter' : 'length';
  }
  return hasCalls ? 'tool-calls' : 'stop';
}

/** The HTTP status that the same failure would have as a refusal: a failed response names only its code. */
export function statusOfFailure(code: string): number {
  if (code === 'rate_limit_exceeded') return 429;
  return /invalid|image|policy|unsupported|mismatch/.test(code) ? 400 : 500;
}
