/** Events of one response as OpenAI's own server numbers and words them. Tests of quirks have theirs in files. */

export type ResponseEvent = Readonly<Record<string, unknown>> & { readonly type: string };

export type NumberedEvent = ResponseEvent & { readonly sequence_number: number };

export type CallOf = { readonly call_id: string; readonly name: string; readonly arguments: string };

const USAGE = {
  input_tokens: 12,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 17,
};

export type AnswerOf = {
  readonly pieces: readonly string[];
  readonly calls?: readonly CallOf[];
  /** Events between being queued and being begun. */
  readonly queued?: number;
  readonly id?: string;
};

/** Queued, begun, the text in these pieces, then these calls, each argument's character on its own, and the end. */
export function backgroundEvents({ pieces, calls = [], queued = 1, id = 'resp_1' }: AnswerOf): NumberedEvent[] {
  const output = [...(pieces.length > 0 ? [message(pieces.join(''))] : []), ...calls.map(callItem)];
  const events: ResponseEvent[] = [
    { type: 'response.created', response: response(id, 'queued') },
    ...Array.from({ length: queued }, () => ({ type: 'response.queued', response: response(id, 'queued') })),
    { type: 'response.in_progress', response: response(id, 'in_progress') },
    ...(pieces.length > 0 ? messageEvents(pieces) : []),
    ...calls.flatMap((call, at) => callEvents(call, at + (pieces.length > 0 ? 1 : 0))),
    { type: 'response.completed', response: { ...response(id, 'completed', output), usage: USAGE } },
  ];
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}

/** The object itself, as it stands in the events of its beginning and end. */
export function response(id: string, status: string, output: readonly unknown[] = []) {
  return {
    id,
    object: 'response',
    created_at: 1_790_000_000,
    status,
    background: true,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    model: 'test-model',
    output,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
  };
}

function message(text: string) {
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return { id: 'msg_0', type: 'message', role: 'assistant', status: 'completed', content };
}

function messageEvents(pieces: readonly string[]): ResponseEvent[] {
  const item = { ...message(''), status: 'in_progress', content: [] };
  const place = { item_id: 'msg_0', output_index: 0, content_index: 0 };
  return [
    { type: 'response.output_item.added', output_index: 0, item },
    ...pieces.map((delta) => ({ type: 'response.output_text.delta', ...place, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...place, text: pieces.join(''), logprobs: [] },
    { type: 'response.output_item.done', output_index: 0, item: message(pieces.join('')) },
  ];
}

function callItem(call: CallOf) {
  return { id: `fc_${call.call_id}`, type: 'function_call', status: 'completed', ...call };
}

function callEvents(call: CallOf, output_index: number): ResponseEvent[] {
  const item_id = `fc_${call.call_id}`;
  return [
    { type: 'response.output_item.added', output_index, item: { ...callItem({ ...call, arguments: '' }) } },
    ...[...call.arguments].map((delta) => ({
      type: 'response.function_call_arguments.delta',
      item_id,
      output_index,
      delta,
    })),
    {
      type: 'response.function_call_arguments.done',
      item_id,
      output_index,
      name: call.name,
      arguments: call.arguments,
    },
    { type: 'response.output_item.done', output_index, item: callItem(call) },
  ];
}
