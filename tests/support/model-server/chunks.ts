/** Chat Completions chunks as OpenAI's own server writes them. Tests of quirks write theirs out. */

const COMMON = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'test-model' };

export const USAGE = { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 };

export function chunk(delta: unknown, finish_reason: string | null = null) {
  return { ...COMMON, choices: [{ index: 0, delta, finish_reason }] };
}

export function textChunk(content: string) {
  return chunk({ content });
}

export function finishChunk(reason: string) {
  return chunk({}, reason);
}

export function usageChunk(usage: unknown = USAGE) {
  return { ...COMMON, choices: [], usage };
}

/** A whole answer in one piece, for servers that do not stream. */
export function completion(message: unknown, finish_reason = 'stop') {
  return { ...COMMON, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage: USAGE };
}
