import type { TableName } from './format.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const named: Check = (value) => typeof value === 'string' && value !== '';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const list: Check = (value) => Array.isArray(value);
const record: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const pictures: Check = (value) => Array.isArray(value) && value.every((one) => isOf({ id: named }, one));
const files: Check = (value) => Array.isArray(value) && value.every((one) => isOf({ url: named, name: text }, one));
const bytes: Check = (value) => value instanceof Uint8Array;
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((one) => one === value);

/** By a path of keys, what a row must hold so that whoever reads it later finds what its type says. */
type Shape = Readonly<Record<string, Check>>;

const ORDERED = { id: named, created_at: number, 'local.order': number } satisfies Shape;
const OF_THREAD = { ...ORDERED, thread_id: named } satisfies Shape;

const SHAPES: Readonly<Partial<Record<TableName, Shape>>> = {
  settings: { key: named },
  connections: {
    ...{ id: named, name: text, service: text, base_url: text, model: text, created_at: number },
    protocol: oneOf('chat-completions', 'responses', 'assistants', 'built-in'),
  },
  capabilities: { id: named },
  token_ratios: { id: named, ratio: number },
  prompts: { id: named, name: text, command: text, text, order: number, created_at: number },
  assistants: { ...ORDERED, model: text, tools: list, metadata: record, instructions: maybe(text), name: maybe(text) },
  files: { ...ORDERED, bytes: number, filename: text, 'local.media_type': text },
  file_contents: { id: named, bytes },
  passage_vectors: { file_id: named, model: text, vectors: list },
  vector_stores: { ...ORDERED, name: text, file_counts: record },
  vector_store_files: { ...ORDERED, vector_store_id: named, status: text },
  vector_store_chunks: { vector_store_id: named, file_id: named, chunks: list },
  vector_store_file_batches: { ...ORDERED, vector_store_id: named },
  threads: { ...ORDERED, metadata: record, 'local.site': maybe(text), 'local.active_at': number, 'local.pages': list },
  messages: {
    ...OF_THREAD,
    role: oneOf('user', 'assistant'),
    status: oneOf('in_progress', 'incomplete', 'completed'),
    ...{ content: list, metadata: record, attachments: maybe(list), run_id: maybe(text) },
  },
  message_versions: { id: named, thread_id: named, after: number, order: number, messages: list },
  runs: { ...OF_THREAD, status: text, model: text, instructions: text, tools: list, 'local.used': record },
  run_steps: { ...OF_THREAD, run_id: named, type: oneOf('message_creation', 'tool_calls'), step_details: record },
  sent_requests: { number, run_id: named, at: number, body: bytes },
  sites: { site: text, thread_id: named },
  drafts: { key: text, text },
  draft_pictures: { key: text, pictures },
  draft_files: { key: text, files },
};

/** Whether a row of a file has the form of its table. */
export function isRowOf(table: TableName, row: unknown): row is Readonly<Record<string, unknown>> {
  return isOf(SHAPES[table] ?? {}, row);
}

function isOf(shape: Shape, value: unknown): boolean {
  return record(value) && Object.entries(shape).every(([path, check]) => check(at(value, path)));
}

function at(row: unknown, path: string): unknown {
  let value = row;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
