/**
 * `node scripts/openapi-schemas.ts <openapi.json>`: cuts the schemas of the Assistants system and of the Responses API out of
 * the published OpenAPI description and writes them to tests/fixtures/openapi, word for word but without prose. What tests
 * make of them, they make when they load them (tests/conformance/json-schema.ts, tests/support/request-judge.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';

const COMMIT = 'f85dbe2';
const PREFIX = '#/components/schemas/';

/** `beside`: schemas that no operation names, such as those of streams. */
type Cut = { readonly target: string; readonly resources: readonly string[]; readonly beside: readonly string[] };

const CUTS: readonly Cut[] = [
  {
    target: 'tests/fixtures/openapi/assistants.json',
    resources: ['/assistants', '/threads', '/files', '/vector_stores', '/models'],
    beside: ['AssistantStreamEvent', 'ErrorResponse'],
  },
  {
    target: 'tests/fixtures/openapi/responses.json',
    resources: ['/responses'],
    beside: ['ResponseStreamEvent', 'ErrorResponse'],
  },
];

/** Keywords that only tell people something. */
const PROSE: ReadonlySet<string> = new Set(['title', 'description', 'example', 'examples', 'deprecated', 'default']);

/** Keywords whose keys are names that somebody chose, not keywords. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions']);

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
type JsonObject = { readonly [key: string]: Json };

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Say which OpenAPI document: node scripts/openapi-schemas.ts openapi.json');
const document = object(JSON.parse(readFileSync(source, 'utf8')));
const published = object(object(document['components'])['schemas']);

for (const { target, resources, beside } of CUTS) {
  const operations = operationsOf(object(document['paths']), resources);
  const schemas: Record<string, Json> = {};
  for (const name of beside) take(name, schemas);
  for (const { request, response, parameters } of Object.values(operations)) {
    for (const name of [request, response]) take(name, schemas);
    takeReferred(parameters, schemas);
  }
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(target, `${JSON.stringify({ commit: COMMIT, operations, schemas: sorted }, null, 1)}\n`);
  console.log(`${Object.keys(operations).length} operations and ${Object.keys(sorted).length} schemas in ${target}`);
}

type Operation = {
  readonly request: string | null;
  readonly response: string | null;
  /** What a body may be called; left out where there is none. */
  readonly media?: readonly string[];
  /** Left out where a request may go without a body. */
  readonly body_required?: true;
  /** Of the path, the query and the headers; left out where there are none. */
  readonly parameters?: readonly Json[];
};

function operationsOf(paths: JsonObject, resources: readonly string[]): Record<string, Operation> {
  const found: Record<string, Operation> = {};
  for (const [path, methods] of Object.entries(paths)) {
    // A beta of an operation is told apart by its query alone.
    if (path.includes('?') || !resources.some((resource) => path === resource || path.startsWith(`${resource}/`)))
      continue;
    for (const [method, operation] of Object.entries(object(methods))) {
      const { requestBody = {}, responses, parameters } = object(operation);
      const answer = object(object(responses)['200'] ?? {});
      const media = Object.keys(object(object(requestBody)['content'] ?? {}));
      found[`${method.toUpperCase()} ${path}`] = {
        request: schemaOf(object(requestBody)),
        response: schemaOf(answer),
        ...(media.length === 0 ? {} : { media }),
        ...(object(requestBody)['required'] === true ? { body_required: true } : {}),
        ...(parameters === undefined ? {} : { parameters: list(parameters).map(withoutProse) }),
      };
    }
  }
  return found;
}

/** The name of a body's schema; null when there is no body, or one that is no JSON object. */
function schemaOf(body: JsonObject): string | null {
  const [media] = Object.values(object(body['content'] ?? {}));
  const { $ref } = object(object(media ?? {})['schema'] ?? {});
  return typeof $ref === 'string' ? $ref.slice(PREFIX.length) : null;
}

/** With everything it refers to. */
function take(name: string | null, schemas: Record<string, Json>): void {
  if (name === null || name in schemas) return;
  const schema = published[name];
  if (schema === undefined) throw new Error(`The document has no schema ${name}.`);
  schemas[name] = withoutProse(schema);
  takeReferred(schemas[name], schemas);
}

function takeReferred(by: Json | undefined, schemas: Record<string, Json>): void {
  for (const [, name] of JSON.stringify(by ?? null).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    take(name ?? null, schemas);
}

function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(object(schema)).filter(([key]) => !PROSE.has(key) && !key.startsWith('x-'));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, NAMED.has(key) ? named(object(value)) : withoutProse(value)]),
  );
}

function named(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutProse(schema)]));
}

function list(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new Error(`Expected a list, got ${JSON.stringify(value)}`);
}

function object(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Error(`Expected an object, got ${JSON.stringify(value)}`);
}
