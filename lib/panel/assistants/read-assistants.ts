import type { AssistantPicture, AssistantTool, ToolResources } from '../../assistants/objects.ts';
import type { AssistantBody, ImportNote } from './assistants-model.ts';

/** An assistant as a file holds it, in the shape that is published today. */
export type ExportedAssistant = {
  readonly id: string | null;
  /** Unix seconds. */
  readonly created_at: number | null;
  readonly picture: AssistantPicture | null;
  readonly body: Partial<AssistantBody> & { readonly model: string };
  readonly tool_resources: ToolResources | null;
  /** Names of its files by their ids, as far as they are known. */
  readonly file_names: Readonly<Record<string, string>>;
  readonly notes: readonly ImportNote[];
};

type Row = Readonly<Record<string, unknown>>;

/**
 * The assistants in a file: one, a list of them, a page of `GET /assistants`, or a file with an object on each line; of today or of the
 * API's first version. Empty where there is none.
 */
export function readAssistants(text: string): readonly ExportedAssistant[] {
  return rowsOf(text).filter(isAssistant).map(readAssistant);
}

function rowsOf(text: string): readonly Row[] {
  const whole = parse(text);
  if (whole === undefined) return text.split('\n').flatMap((line) => listed(parse(line)));
  return listed(whole);
}

function listed(value: unknown): readonly Row[] {
  if (Array.isArray(value)) return value.flatMap(listed);
  if (!isRow(value)) return [];
  const inner = value['data'] ?? value['assistants'] ?? value['assistant'];
  return typeof inner === 'object' && inner !== null && value['object'] !== 'assistant' ? listed(inner) : [value];
}

/** Nothing else has a model and one of these. */
function isAssistant(row: Row): boolean {
  if (row['object'] !== undefined) return row['object'] === 'assistant';
  return typeof row['model'] === 'string' && ('instructions' in row || 'tools' in row);
}

function readAssistant(row: Row): ExportedAssistant {
  const tools = readTools(row['tools']);
  const resources = isRow(row['tool_resources']) ? row['tool_resources'] : {};
  const search = idsOf(resources['file_search'], 'vector_store_ids');
  // The first version listed files for all tools together.
  const files = [...idsOf(resources['code_interpreter'], 'file_ids'), ...strings(row['file_ids'])];
  const local = isRow(row['local']) ? row['local'] : {};
  return {
    id: text(row['id'], /^asst_[\w-]{1,120}$/),
    created_at: typeof row['created_at'] === 'number' ? Math.floor(row['created_at']) : null,
    picture: readPicture(local['picture']),
    file_names: isRow(local['file_names']) ? namesIn(local['file_names']) : {},
    body: {
      model: typeof row['model'] === 'string' && row['model'] !== '' ? row['model'] : 'default',
      ...settingsOf(row),
      tools: tools.kept,
      metadata: isRow(row['metadata']) ? namesIn(asTexts(row['metadata'])) : {},
    },
    tool_resources:
      search.length + files.length === 0
        ? null
        : {
            ...(files.length === 0 ? {} : { code_interpreter: { file_ids: files } }),
            ...(search.length === 0 ? {} : { file_search: { vector_store_ids: search } }),
          },
    notes: tools.left_out.map((name) => ({ kind: 'tool', name })),
  };
}

/** Whatever these hold, the engine judges it. */
const SETTINGS = ['name', 'description', 'instructions', 'temperature', 'top_p', 'response_format', 'reasoning_effort'];

function settingsOf(row: Row): Partial<AssistantBody> {
  const given = SETTINGS.filter((key) => row[key] != null).map((key) => [key, row[key]] as const);
  return Object.fromEntries(
    given.map(([key, value]) => [key, key === 'response_format' ? withoutNulls(value) : value]),
  );
}

/** The API gives a schema without a description as one whose description is null, and takes no such thing back. */
function withoutNulls(format: unknown): unknown {
  if (!isRow(format) || !isRow(format['json_schema'])) return format;
  const filled = Object.entries(format['json_schema']).filter(([key, value]) => value !== null || key === 'strict');
  return { ...format, json_schema: Object.fromEntries(filled) };
}

function readTools(value: unknown): { readonly kept: readonly AssistantTool[]; readonly left_out: readonly string[] } {
  const kept: AssistantTool[] = [];
  const left_out: string[] = [];
  for (const tool of Array.isArray(value) ? value.filter(isRow) : []) {
    const read = readTool(tool);
    if (read === null) left_out.push(String(tool['type'] ?? tool['name'] ?? '?'));
    else if (read.type === 'function' || !kept.some(({ type }) => type === read.type)) kept.push(read);
  }
  return { kept, left_out };
}

function readTool(tool: Row): AssistantTool | null {
  const { type, function: inner } = tool;
  if (type === 'code_interpreter') return { type };
  // What file search was called in the first version.
  if (type === 'retrieval') return { type: 'file_search' };
  // The engine judges what is inside.
  if (type === 'file_search')
    return isRow(tool['file_search']) ? ({ type, file_search: tool['file_search'] } as AssistantTool) : { type };
  if (type === 'function' && isRow(inner)) return { type, function: definition(inner) } as AssistantTool;
  // The playground gave functions bare.
  if ((type === 'function' || type === undefined) && typeof tool['name'] === 'string')
    return { type: 'function', function: definition(tool) } as AssistantTool;
  return null;
}

function definition({ name, description, parameters, strict }: Row): Row {
  return {
    name,
    ...(description == null ? {} : { description }),
    ...(parameters == null ? {} : { parameters }),
    ...(strict === undefined ? {} : { strict }),
  };
}

const COLORS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple'] as const;

/** No longer than a picture that we made small. */
const MOST_PICTURE = 80_000;

function readPicture(value: unknown): AssistantPicture | null {
  if (!isRow(value)) return null;
  const { kind, text: sign, color, url } = value;
  const known = COLORS.find((one) => one === color);
  if (kind === 'sign' && typeof sign === 'string' && sign.length <= 16 && known !== undefined)
    return { kind, text: sign, color: known };
  const isImage =
    typeof url === 'string' && url.length <= MOST_PICTURE && /^data:image\/(jpeg|png|webp);base64,/.test(url);
  return kind === 'image' && isImage ? { kind, url } : null;
}

function idsOf(value: unknown, key: string): readonly string[] {
  return isRow(value) ? strings(value[key]) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function namesIn(row: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** The API keeps texts alone; files that a program wrote may hold other plain values. */
function asTexts(row: Row): Row {
  const entries = Object.entries(row);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'number' || typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}

function text(value: unknown, pattern: RegExp): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
