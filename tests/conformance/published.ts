/** The published description as functions: what is wrong with a body, if anything is. */

import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type JsonObject, jsonSchema } from './json-schema.ts';

type Operation = { readonly request: string | null; readonly response: string | null };

type Description = {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, JsonObject>>;
};

/** What the description says against itself. Each change of it stands here with its reason; there is no other. */
const CONTRADICTIONS: readonly {
  readonly schema: string;
  readonly reason: string;
  readonly change: (properties: JsonObject) => JsonObject;
}[] = [
  {
    schema: 'AssistantObject',
    reason:
      'reasoning_effort can be set in CreateAssistantRequest, and then belongs to the assistant; the object does not name it.',
    change: (properties) => ({ ...properties, reasoning_effort: { $ref: '#/components/schemas/ReasoningEffort' } }),
  },
  {
    schema: 'RunObject',
    reason: 'The same: reasoning_effort can be set in CreateRunRequest, and the object does not name it.',
    change: (properties) => ({ ...properties, reasoning_effort: { $ref: '#/components/schemas/ReasoningEffort' } }),
  },
  {
    schema: 'RunObject',
    reason:
      "A run has its assistant's tools unless it is given others: an assistant has up to 128, the run's schema allows 20.",
    change: (properties) => ({ ...properties, tools: { ...objectAt(properties, 'tools'), maxItems: 128 } }),
  },
];

/** The one thing that we add to what is published: an annotation for what a server's own search of the web has found. */
const URL_CITATION: JsonObject = {
  type: 'object',
  properties: {
    type: { type: 'string', enum: ['url_citation'] },
    text: { type: 'string' },
    start_index: { type: 'integer', minimum: 0 },
    end_index: { type: 'integer', minimum: 0 },
    url_citation: {
      type: 'object',
      properties: { url: { type: 'string', format: 'uri' }, title: { type: 'string' } },
      required: ['url', 'title'],
    },
  },
  required: ['type', 'text', 'url_citation', 'start_index', 'end_index'],
};

const DELTA_URL_CITATION: JsonObject = {
  ...URL_CITATION,
  properties: { ...objectAt(URL_CITATION, 'properties'), index: { type: 'integer' } },
  required: ['index', 'type'],
};

/** Schemas whose annotations it joins. */
const ANNOTATED: Readonly<Record<string, JsonObject>> = {
  MessageContentTextObject: URL_CITATION,
  MessageDeltaContentTextObject: DELTA_URL_CITATION,
};

const description: Description = JSON.parse(readFileSync('tests/fixtures/openapi/assistants.json', 'utf8'));
const { operations, schemas } = description;

const requests = validators(false);
const answers = validators(true);

function validators(closed: boolean): Ajv2020 {
  // strict: false because the description uses keywords where they mean nothing, such as minItems on strings.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('unixtime', { type: 'number', validate: isUnixSeconds });
  ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
  ajv.addFormat('date', { validate: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) });
  for (const format of ['binary', 'int64']) ajv.addFormat(format, true);
  const converted = Object.entries(schemas).map(([name, schema]) => [
    name,
    jsonSchema(consistent(name, schema), { self: `#/components/schemas/${name}`, closed }),
  ]);
  ajv.addSchema({ $id: 'published', components: { schemas: Object.fromEntries(converted) } });
  return ajv;
}

/** Seconds, not milliseconds: nothing here is older than 2001 or younger than 2286. */
function isUnixSeconds(value: number): boolean {
  return value === 0 || (value > 1e9 && value < 1e10);
}

function consistent(name: string, schema: JsonObject): JsonObject {
  const changes = CONTRADICTIONS.filter((one) => one.schema === name);
  const properties = changes.reduce((changed, { change }) => change(changed), objectAt(schema, 'properties'));
  const addition = ANNOTATED[name];
  if (addition !== undefined) return { ...schema, properties: withAnnotation(properties, addition) };
  return changes.length === 0 ? schema : { ...schema, properties };
}

function withAnnotation(properties: JsonObject, addition: JsonObject): JsonObject {
  const text = objectAt(properties, 'text');
  const inText = objectAt(text, 'properties');
  const annotations = objectAt(inText, 'annotations');
  const items = objectAt(annotations, 'items');
  const kinds = Array.isArray(items['oneOf']) ? items['oneOf'] : [];
  const more = { ...annotations, items: { ...items, oneOf: [...kinds, addition] } };
  return { ...properties, text: { ...text, properties: { ...inText, annotations: more } } };
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isObject(value) ? value : {};
}

/** `POST /threads/{thread_id}/runs` for that method and a path such as `/threads/thread_1/runs`. A fixed segment wins over a variable. */
export function operationOf(method: string, path: string): string | null {
  const segments = path.split('/');
  const fits = Object.keys(operations).filter((operation) => {
    const [wanted, template = ''] = operation.split(' ');
    const parts = template.split('/');
    return (
      wanted === method &&
      parts.length === segments.length &&
      parts.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
    );
  });
  const variables = (operation: string) => operation.split('{').length;
  return fits.sort((a, b) => variables(a) - variables(b))[0] ?? null;
}

export function everyOperation(): readonly string[] {
  return Object.keys(operations);
}

/** Whether the operation answers with a JSON object; the content of a file is whatever it is. */
export function answersWithObject(operation: string): boolean {
  return operations[operation]?.response != null;
}

export function wrongInAnswer(operation: string, body: unknown): readonly string[] {
  return wrong(answers, operations[operation]?.response ?? null, body);
}

export function wrongInError(body: unknown): readonly string[] {
  return wrong(answers, 'ErrorResponse', body);
}

/** Nothing is asked of the body of an operation that has none, or of a form. */
export function wrongInRequest(operation: string, body: unknown): readonly string[] {
  const name = operations[operation]?.request ?? null;
  return name === null || name === 'CreateFileRequest' ? [] : wrong(requests, name, body);
}

/** The names that a request's body may use. */
export function requestProperties(operation: string): readonly string[] {
  return Object.keys(objectAt(schemas[operations[operation]?.request ?? ''] ?? {}, 'properties'));
}

/** By the branch of AssistantStreamEvent that has the event's name. */
export function wrongInEvent(event: string, data: unknown): readonly string[] {
  const branch = branchOf('AssistantStreamEvent', event);
  if (branch === null) return [`There is no event '${event}'.`];
  return problems(compiled(answers, branch), { event, data });
}

/** The pointer to the schema that allows this event. */
function branchOf(name: string, event: string): string | null {
  const schema = schemas[name] ?? {};
  const names = objectAt(objectAt(schema, 'properties'), 'event')['enum'];
  if (Array.isArray(names)) return names.includes(event) ? `#/components/schemas/${name}` : null;
  const branches = Array.isArray(schema['oneOf']) ? schema['oneOf'] : [];
  for (const [index, branch] of branches.entries()) {
    const inline = objectAt(objectAt(branch, 'properties'), 'event')['enum'];
    if (Array.isArray(inline) && inline.includes(event)) return `#/components/schemas/${name}/oneOf/${index}`;
    const referred = typeof branch?.$ref === 'string' ? branchOf(branch.$ref.split('/').at(-1) ?? '', event) : null;
    if (referred !== null) return referred;
  }
  return null;
}

function wrong(ajv: Ajv2020, name: string | null, body: unknown): readonly string[] {
  if (name === null) return ['The description names no schema for this answer.'];
  return problems(compiled(ajv, `#/components/schemas/${name}`), body);
}

function compiled(ajv: Ajv2020, pointer: string): ValidateFunction {
  const validate = ajv.getSchema(`published${pointer}`);
  if (validate === undefined) throw new Error(`No schema at ${pointer}`);
  return validate;
}

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
    `${instancePath === '' ? 'body' : instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}
