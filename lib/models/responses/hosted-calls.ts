import type { HostedCall, ToolCall } from '../../assistants/objects.ts';
import type { StreamPart } from '../../assistants/ports.ts';
import { listOf, recordOf, stringOf } from '../json.ts';
import { webUrl } from './annotation.ts';

/** Characters of what one call did that are kept, for each of its parts. */
const MOST_CHARACTERS = 100_000;
const MOST_RESULTS = 50;
/** Of one response; a server that tells of more is not believed. */
const MOST_CALLS = 128;

type Item = Readonly<Record<string, unknown>>;
type Output = Extract<ToolCall, { type: 'code_interpreter' }>['code_interpreter']['outputs'][number];

/** Calls of the server's own tools, as the Assistants API shows such calls. Null for every other item. */
const READERS: Readonly<Record<string, (id: string, item: Item) => ToolCall>> = {
  code_interpreter_call: (id, { code, outputs }) => ({
    id,
    type: 'code_interpreter',
    code_interpreter: { input: cut(stringOf(code)), outputs: listOf(outputs).flatMap(outputOf) },
  }),
  file_search_call: (id, { results }) => ({
    id,
    type: 'file_search',
    file_search: { results: listOf(results).slice(0, MOST_RESULTS).map(resultOf) },
  }),
  web_search_call: (id, { action }) => ({
    id,
    type: 'function',
    function: {
      name: 'web_search',
      arguments: JSON.stringify(argumentsOf(recordOf(action))),
      output: JSON.stringify({ sources: sourcesOf(recordOf(action)) }),
    },
  }),
};

export function isHosted(item: Item): boolean {
  return Object.hasOwn(READERS, stringOf(item['type']));
}

export type HostedCalls = {
  /** An item that has ended, by itself or with its response. Each call is told once. */
  item(item: Item, output_index: number | null): StreamPart[];
};

/** `heard`: ids of calls that somebody has heard of already. */
export function createHostedCalls(heard: readonly string[]): HostedCalls {
  const told = new Set(heard);
  return {
    item(item, output_index) {
      const read = isHosted(item) ? READERS[stringOf(item['type'])] : undefined;
      const id = stringOf(item['id']) || `hosted_${output_index ?? told.size}`;
      if (read === undefined || told.has(id) || told.size >= MOST_CALLS) return [];
      told.add(id);
      return [{ type: 'hosted-call', call: read(id, item), status: statusOf(item) }];
    },
  };
}

function statusOf({ status }: Item): HostedCall['status'] {
  return status === undefined || status === 'completed' ? 'completed' : 'failed';
}

/** Images are left out: they are at an address of the server's container, and gone with it. */
function outputOf(value: unknown): Output[] {
  const { type, logs } = recordOf(value);
  return type === 'logs' && typeof logs === 'string' ? [{ type, logs: cut(logs) }] : [];
}

function resultOf(value: unknown) {
  const { file_id, filename, score, text } = recordOf(value);
  return {
    file_id: stringOf(file_id),
    file_name: stringOf(filename),
    score: typeof score === 'number' ? Math.min(1, Math.max(0, score)) : 0,
    ...(typeof text === 'string' ? { content: [{ type: 'text' as const, text: cut(text) }] } : {}),
  };
}

/** A page that was opened, or searched through, is named by its address. */
function argumentsOf({ query, queries, url, pattern }: Item): Record<string, string> {
  const asked = stringOf(query) || listOf(queries).map(stringOf).filter(Boolean).join('\n');
  const named = Object.entries({ url, pattern }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, cut(value)] as const] : [],
  );
  return { ...(asked === '' && named.length > 0 ? {} : { query: cut(asked) }), ...Object.fromEntries(named) };
}

function sourcesOf({ sources }: Item): { readonly url: string }[] {
  return listOf(sources)
    .map((source) => webUrl(recordOf(source)['url']))
    .filter((url) => url !== null)
    .slice(0, MOST_RESULTS)
    .map((url) => ({ url }));
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}
