/**
 * `node scripts/openapi-schemas.ts <openapi.json>`: cuts the schemas of the Assistants system out of the published OpenAPI
 * description and writes them to tests/fixtures/openapi/assistants.json, word for word but without prose. What the judge of
 * tests/conformance makes of them, it makes when it loads them (tests/conformance/json-schema.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';

const TARGET = 'tests/fixtures/openapi/assistants.json';
const COMMIT = 'f85dbe2';
const RESOURCES = ['/assistants', '/threads', '/files', '/vector_stores', '/models'];
const PREFIX = '#/components/schemas/';

/** Schemas that no operation names: a run's stream is described beside the operations that stream. */
const BESIDE = ['AssistantStreamEvent', 'ErrorResponse'];

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

const operations = operationsOf(object(document['paths']));
const schemas: Record<string, Json> = {};
for (const name of BESIDE) take(name);
for (const { request, response } of Object.values(operations)) for (const name of [request, response]) take(name);
const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(TARGET, `${JSON.stringify({ commit: COMMIT, operations, schemas: sorted }, null, 1)}\n`);
console.log(`${Object.keys(operations).length} operations and ${Object.keys(sorted).length} schemas in ${TARGET}`);

type Operation = { readonly request: string | null; readonly response: string | null };

function operationsOf(paths: JsonObject): Record<string, Operation> {
  const found: Record<string, Operation> = {};
  for (const [path, methods] of Object.entries(paths)) {
    if (!RESOURCES.some((resource) => path === resource || path.startsWith(`${resource}/`))) continue;
    for (const [method, operation] of Object.entries(object(methods))) {
      const { requestBody = {}, responses } = object(operation);
      const answer = object(object(responses)['200'] ?? {});
      found[`${method.toUpperCase()} ${path}`] = { request: schemaOf(object(requestBody)), response: schemaOf(answer) };
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
function take(name: string | null): void {
  if (name === null || name in schemas) return;
  const schema = published[name];
  if (schema === undefined) throw new Error(`The document has no schema ${name}.`);
  schemas[name] = withoutProse(schema);
  for (const [, referred] of JSON.stringify(schemas[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    take(referred ?? null);
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

function object(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Error(`Expected an object, got ${JSON.stringify(value)}`);
}
