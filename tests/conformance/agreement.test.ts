import { describe, expect, it } from 'vitest';
import { requestProperties, wrongInRequest } from './published.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** One value of each kind that JSON has, and values that mean something to one property or another. */
const VALUES: readonly unknown[] = [
  ...[null, '', 'a', 0, 1, 2, 300, 1.5, -1, true, [], {}, ['a'], [1], [null], [{}], { a: 'b' }, { a: 1 }],
  ...['auto', 'none', 'required', 'low', 'user', 'assistant'],
  ...['auto', 'text', 'json_object', 'json_schema', 'last_messages', 'function', 'file_search'].map((type) => ({
    type,
  })),
  { type: 'last_messages', last_messages: 1 },
  { type: 'last_messages', last_messages: null },
  { type: 'last_messages', last_messages: 1.5 },
  { type: 'json_schema', json_schema: {} },
  { type: 'json_schema', json_schema: { name: 'a' } },
  { type: 'json_schema', json_schema: { name: 'a', schema: {}, strict: null } },
  { type: 'json_schema', json_schema: { name: 'a', schema: [] } },
  { type: 'function', function: {} },
  { type: 'function', function: { name: 'a' } },
  ...['code_interpreter', 'file_search', 'function', 'auto'].map((type) => [{ type }]),
  [{ type: 'function', function: { name: 'a', description: 'b', parameters: {}, strict: null } }],
  [{ type: 'function', function: { name: 'a', parameters: 'b' } }],
  [{ type: 'file_search', file_search: {} }],
  [{ type: 'file_search', file_search: { max_num_results: 1.5 } }],
  [{ type: 'file_search', file_search: { ranking_options: {} } }],
  [{ type: 'file_search', file_search: { ranking_options: { ranker: 'auto', score_threshold: 0.5 } } }],
  [{ type: 'file_search', file_search: { ranking_options: { ranker: 'none', score_threshold: 0.5 } } }],
  [{ role: 'user', content: 'a' }],
  [{ role: 'user', content: [{ type: 'text', text: 'a' }] }],
  [{ role: 'user', content: [{ type: 'text', text: { value: 'a' } }] }],
  [{ role: 'user', content: 'a', attachments: null, metadata: null }],
  [{ role: 'user', content: 'a', foo: 1 }],
  [{ role: 'user' }],
  [{ type: 'text', text: 'a' }],
  [{ type: 'text', text: 1 }],
  [{ type: 'image_url', image_url: { url: 'https://images.test/a.png', detail: 'low' } }],
  [{ type: 'image_url', image_url: { url: 'https://images.test/a.png', detail: 'best' } }],
  [{ type: 'image_url', image_url: { url: 'no address' } }],
  [{ type: 'image_url', image_url: 'https://images.test/a.png' }],
  { code_interpreter: {} },
  { code_interpreter: { file_ids: [] } },
  { code_interpreter: { file_ids: 'a' } },
  { file_search: { vector_store_ids: [] } },
  { file_search: { vector_stores: [] } },
  { file_search: { vector_stores: [{}] } },
  { file_search: { vector_stores: [{ chunking_strategy: { type: 'auto' } }] } },
  { file_search: { vector_store_ids: [], vector_stores: [] } },
  { anchor: 'last_active_at', days: 7 },
  { anchor: 'last_active_at' },
  { anchor: 'created_at', days: 7 },
  { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } },
  { type: 'static', static: { max_chunk_size_tokens: 800 } },
  { type: 'eq', key: 'a', value: 1 },
  { type: 'eq', key: 'a' },
  { type: 'eq', key: 'a', value: {} },
  { type: 'and', filters: [] },
  { type: 'or', filters: [{ type: 'in', key: 'a', value: ['b'] }] },
  { type: 'or', filters: [{ type: 'and', filters: [{ type: 'eq', key: 'a', value: true }] }] },
  { type: 'or', filters: [{ type: 'or' }] },
  { ranker: 'auto' },
  { score_threshold: 0.5 },
  { score_threshold: 2 },
];

/** Where we refuse what the published schema lets pass, each with what it is refused for. */
const STRICTER: readonly (readonly [property: string, refusal: RegExp])[] = [
  // Prose: content, a model and a query say something.
  ['content', /must be non-empty/],
  ['model', /string too short/],
  ['query', /too short/],
  // Prose: last_messages belongs to the type of that name.
  ['truncation_strategy', /truncation_strategy.last_messages/],
  // Prose: a chosen function is named.
  ['tool_choice', /tool_choice.function/],
  // The schema has `required` beside the items instead of inside them, and does not say that they are closed.
  ['attachments', /attachments\[0\]/],
  // Not said to be closed, as everything around it is.
  ['tool_resources', /Unknown parameter/],
];

const BASES: Readonly<Record<string, object>> = {
  'POST /assistants': { model: 'a-model' },
  'POST /assistants/{assistant_id}': {},
  'POST /threads': {},
  'POST /threads/{thread_id}': {},
  'POST /threads/{thread_id}/messages': { role: 'user', content: 'Why?' },
  'POST /threads/{thread_id}/runs': { assistant_id: 'asst_sitethread' },
  'POST /threads/runs': { assistant_id: 'asst_sitethread' },
  'POST /vector_stores': {},
  'POST /vector_stores/{vector_store_id}': {},
  'POST /vector_stores/{vector_store_id}/search': { query: 'harbour' },
};

/** A path of its own for every request: a run locks its thread. */
async function pathOf(operation: string): Promise<string> {
  const path = operation.slice('POST '.length);
  if (path.includes('{thread_id}')) return path.replace('{thread_id}', await world.thread());
  if (path.includes('{vector_store_id}'))
    return path.replace('{vector_store_id}', (await world.worker.client.vectorStores.create({})).id);
  return path.replace('{assistant_id}', 'asst_sitethread');
}

const ROWS = Object.entries(BASES).flatMap(([operation, base]) =>
  requestProperties(operation)
    // Tested where streams are.
    .filter((property) => property !== 'stream')
    .map((property) => [operation, property, base] as const),
);

describe('whatever is given, we accept what is published and refuse the rest:', () => {
  it.each(ROWS)(
    '%s with %s',
    async (operation, property, base) => {
      const differences: string[] = [];
      for (const value of VALUES) {
        const body = { ...base, [property]: value };
        const { status, body: answer } = await world.call('POST', await pathOf(operation), body);
        const { message = '' } = answer.error ?? {};
        const stricter = STRICTER.some(([name, refusal]) => name === property && refusal.test(message));
        const published = wrongInRequest(operation, body).length === 0;
        // What is not found was understood.
        const accepted = status === 200 || status === 404 || stricter;
        if (published !== accepted && !stricter) differences.push(`${JSON.stringify(value)}: ${status} ${message}`);
      }
      expect(differences).toEqual([]);
    },
    20_000,
  );
});
