import { response } from '../../support/model-server/response-events.ts';

/** Answers in which the server uses its own tools, as OpenAI's server numbers and words their events. */

type Json = Readonly<Record<string, unknown>>;
export type NumberedEvent = Json & { readonly sequence_number: number };

/** A text in pieces with its annotations, or any other item as it ends. */
export type Output = { readonly pieces: readonly string[]; readonly annotations?: readonly Json[] } | Json;

const USAGE = {
  input_tokens: 12,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 17,
};

export const WEB = {
  id: 'ws_1',
  type: 'web_search_call',
  status: 'completed',
  action: { type: 'search', query: 'sun', sources: [{ type: 'url', url: 'https://sun.example/far' }] },
};
export const CODE = {
  id: 'ci_1',
  type: 'code_interpreter_call',
  status: 'completed',
  container_id: 'cntr_1',
  code: 'print(1+1)',
  outputs: [
    { type: 'logs', logs: '2' },
    { type: 'image', url: 'https://files.example/plot.png' },
  ],
};
export const FILES = {
  id: 'fs_1',
  type: 'file_search_call',
  status: 'completed',
  queries: ['sun'],
  results: [{ file_id: 'file-1', filename: 'sun.txt', score: 0.75, text: 'The sun is far.', attributes: {} }],
};

export function reasoning(id: string, encrypted_content: string | null = `secret of ${id}`) {
  return { id, type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }], encrypted_content };
}

export function functionCall(call_id: string, name = 'find', written = '{}') {
  return { id: `fc_${call_id}`, type: 'function_call', status: 'completed', call_id, name, arguments: written };
}

export function cites(start_index: number, end_index: number, url = 'https://sun.example/', title = 'Sun') {
  return { type: 'url_citation', start_index, end_index, url, title };
}

/** `quiet`: only the last event says what the answer is. */
export function eventsWith(outputs: readonly Output[], { quiet = false, background = false } = {}): NumberedEvent[] {
  const items = outputs.map(itemOf);
  const status = background ? 'queued' : 'in_progress';
  const responseOf = (now: string, output: readonly Json[] = []) => ({
    ...response('resp_1', now, output),
    background,
  });
  const events = [
    { type: 'response.created', response: responseOf(status) },
    { type: 'response.in_progress', response: responseOf('in_progress') },
    ...(quiet ? [] : outputs.flatMap(eventsOfItem)),
    { type: 'response.completed', response: { ...responseOf('completed', items), usage: USAGE } },
  ];
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}

export function linesWith(outputs: readonly Output[], options = {}): string[] {
  return eventsWith(outputs, options).map((event) => JSON.stringify(event));
}

function isText(output: Output): output is { pieces: readonly string[]; annotations?: readonly Json[] } {
  return 'pieces' in output;
}

function itemOf(output: Output, at: number): Json {
  if (!isText(output)) return output;
  const { pieces, annotations = [] } = output;
  const content = [{ type: 'output_text', text: pieces.join(''), annotations, logprobs: [] }];
  return { id: `msg_${at}`, type: 'message', role: 'assistant', status: 'completed', content };
}

function eventsOfItem(output: Output, output_index: number): Json[] {
  const item = itemOf(output, output_index);
  const place = { item_id: item['id'], output_index };
  const done = { type: 'response.output_item.done', output_index, item };
  if (!isText(output)) {
    const begun = { ...item, status: 'in_progress', ...(item['type'] === 'function_call' ? { arguments: '' } : {}) };
    return [{ type: 'response.output_item.added', output_index, item: begun }, done];
  }
  const { pieces, annotations = [] } = output;
  const part = { ...place, content_index: 0 };
  const begun = { ...item, status: 'in_progress', content: [] };
  return [
    { type: 'response.output_item.added', output_index, item: begun },
    ...pieces.map((delta) => ({ type: 'response.output_text.delta', ...part, delta, logprobs: [] })),
    ...annotations.map((annotation, annotation_index) => ({
      type: 'response.output_text.annotation.added',
      ...part,
      annotation_index,
      annotation,
    })),
    { type: 'response.output_text.done', ...part, text: pieces.join(''), logprobs: [] },
    done,
  ];
}
