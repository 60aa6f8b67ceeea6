import type { Assistant, AssistantTool, FunctionTool, Metadata, ResponseFormat } from '../../assistants/objects.ts';
import type { AnswerFormat, AssistantBody, AssistantDraft, DraftField, DraftProblem } from './assistants-model.ts';

/** Key of an assistant's metadata: the ids of the assistants it may ask, separated by commas. */
const CONSULTS = 'consults';

export const NEW_ASSISTANT: AssistantDraft = {
  id: null,
  picture: null,
  name: '',
  description: '',
  instructions: '',
  model: 'default',
  file_search: false,
  file_search_options: undefined,
  code_interpreter: false,
  functions: [],
  files: [],
  store_id: null,
  temperature: '',
  top_p: '',
  reasoning_effort: '',
  response_format: 'auto',
  json_schema: '',
  consults: [],
  metadata: [],
};

/** Without the names of its files, which are read apart. */
export function draftOf(assistant: Assistant): AssistantDraft {
  const { tools, metadata, response_format: format, tool_resources, local } = assistant;
  const search = tools.find((tool) => tool.type === 'file_search');
  const { [CONSULTS]: consults = '', ...rest } = metadata;
  return {
    id: assistant.id,
    picture: local.picture ?? null,
    name: assistant.name ?? '',
    description: assistant.description ?? '',
    instructions: assistant.instructions ?? '',
    model: assistant.model,
    file_search: search !== undefined,
    file_search_options: search?.file_search,
    code_interpreter: tools.some(({ type }) => type === 'code_interpreter'),
    functions: tools.flatMap((tool) => (tool.type === 'function' ? [JSON.stringify(tool.function, null, 2)] : [])),
    files: [],
    store_id: tool_resources?.file_search?.vector_store_ids?.[0] ?? null,
    temperature: numberText(assistant.temperature),
    top_p: numberText(assistant.top_p),
    reasoning_effort: assistant.reasoning_effort ?? '',
    response_format: formatName(format),
    json_schema: isSchema(format) ? JSON.stringify(format.json_schema, null, 2) : '',
    consults: consults
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    metadata: Object.entries(rest),
  };
}

/** What is typed as the body of a request; a problem where a field does not hold what it is for. The engine judges the rest. */
export function readDraft(
  draft: AssistantDraft,
): { readonly body: AssistantBody } | { readonly problem: DraftProblem } {
  const functions = draft.functions.map(readObject);
  const bad = functions.indexOf(null);
  if (bad !== -1) return { problem: { field: `function-${bad}`, sentence: null } };
  const schema = draft.response_format === 'json_schema' ? readObject(draft.json_schema) : {};
  if (schema === null) return { problem: { field: 'json_schema', sentence: null } };
  const temperature = readNumber(draft.temperature);
  if (temperature === undefined) return { problem: { field: 'temperature', sentence: null } };
  const top_p = readNumber(draft.top_p);
  if (top_p === undefined) return { problem: { field: 'top_p', sentence: null } };
  return {
    body: {
      name: draft.name.trim() || null,
      description: draft.description.trim() || null,
      instructions: draft.instructions || null,
      model: draft.model,
      // The engine judges what is inside a function.
      tools: [
        ...searchTool(draft),
        ...codeTool(draft),
        ...functions.map((one) => functionTool(one as FunctionTool['function'])),
      ],
      metadata: metadataOf(draft),
      temperature,
      top_p,
      response_format: formatOf(draft.response_format, schema),
      reasoning_effort: draft.reasoning_effort || null,
    },
  };
}

/** Where in the form the engine's refusal belongs. */
export function fieldOf(param: string | null, draft: AssistantDraft): DraftField {
  const [name = ''] = (param ?? '').split(/[.[]/);
  if (name === 'tools') {
    const place =
      Number(param?.match(/^tools\[(\d+)\]/)?.[1] ?? Number.NaN) - [...searchTool(draft), ...codeTool(draft)].length;
    return place >= 0 ? `function-${place}` : 'tools';
  }
  if (name === 'response_format') return 'json_schema';
  if (name === 'tool_resources' || name === 'file_ids') return 'files';
  const known = FIELDS.find((field) => field === name);
  return known ?? 'form';
}

const FIELDS = [
  'name',
  'description',
  'instructions',
  'model',
  'temperature',
  'top_p',
  'reasoning_effort',
  'metadata',
] as const;

function searchTool({ file_search, file_search_options: options }: AssistantDraft): AssistantTool[] {
  if (!file_search) return [];
  return [options === undefined ? { type: 'file_search' } : { type: 'file_search', file_search: options }];
}

function codeTool({ code_interpreter }: AssistantDraft): AssistantTool[] {
  return code_interpreter ? [{ type: 'code_interpreter' }] : [];
}

function functionTool(definition: FunctionTool['function']): FunctionTool {
  return { type: 'function', function: definition };
}

function metadataOf({ metadata, consults }: AssistantDraft): Metadata {
  const filled = metadata.filter(([key, value]) => key.trim() !== '' || value !== '');
  const listed = consults.length === 0 ? {} : { [CONSULTS]: consults.join(',') };
  return { ...Object.fromEntries(filled.map(([key, value]) => [key.trim(), value])), ...listed };
}

function formatName(format: ResponseFormat | null): AnswerFormat {
  if (format === null || format === 'auto') return 'auto';
  return format.type;
}

function isSchema(format: ResponseFormat | null): format is Extract<ResponseFormat, { type: 'json_schema' }> {
  return format !== null && format !== 'auto' && format.type === 'json_schema';
}

function formatOf(name: AnswerFormat, schema: Readonly<Record<string, unknown>>): ResponseFormat {
  if (name === 'auto') return 'auto';
  return name === 'json_schema' ? { type: 'json_schema', json_schema: schema } : { type: name };
}

/** Null where it is no JSON object. */
function readObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Null where nothing is typed, undefined where it is no number. A comma is read as the point it stands for in many languages. */
function readNumber(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  const value = Number(typed);
  return Number.isFinite(value) ? value : undefined;
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}
