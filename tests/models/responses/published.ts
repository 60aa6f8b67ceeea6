import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type JsonObject, jsonSchema } from '../../conformance/json-schema.ts';

/** What the published description of the Responses API finds wrong with a body. */

type Description = { readonly schemas: Readonly<Record<string, JsonObject>> };

const { schemas }: Description = JSON.parse(readFileSync('tests/fixtures/openapi/responses.json', 'utf8'));

// strict: false because the description uses keywords where they mean nothing.
const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const format of ['unixtime', 'uri', 'date', 'binary', 'int64', 'float', 'decimal']) ajv.addFormat(format, true);
const converted = Object.entries(schemas).map(([name, schema]) => [
  name,
  jsonSchema(name === 'InputItem' ? anyOf(schema) : schema, { self: `#/components/schemas/${name}`, closed: false }),
]);
ajv.addSchema({ $id: 'published', components: { schemas: Object.fromEntries(converted) } });

/** A user's message with parts is both an EasyInputMessage and an Item as they are described; exactly one is asked for. */
function anyOf({ oneOf = [], ...rest }: JsonObject): JsonObject {
  return { ...rest, anyOf: oneOf };
}

/** The schema's own complaints, and every name in the body that `CreateResponse` does not know. */
export function wrongInCreate(body: unknown): readonly string[] {
  const unknown = Object.keys(recordOf(body)).filter((name) => !CREATE_NAMES.has(name));
  return [...wrong('CreateResponse', body), ...unknown.map((name) => `Unknown parameter: '${name}'`)];
}

/** By the branch of `ResponseStreamEvent` that has the event's type. */
export function wrongInEvent(event: unknown): readonly string[] {
  const type = recordOf(event)['type'];
  const branches = JSON.stringify(schemas['ResponseStreamEvent']).matchAll(/schemas\/(\w+)/g);
  const branch = [...branches].find(([, name]) => typesOf(name ?? '').includes(type))?.[1];
  return branch === undefined ? [`There is no event '${type}'.`] : wrong(branch, event);
}

function typesOf(name: string): readonly unknown[] {
  const type = recordOf(recordOf(recordOf(schemas[name])['properties'])['type']);
  return Array.isArray(type['enum']) ? type['enum'] : [];
}

/** The schema leaves objects open, although the server refuses names it does not know. */
const CREATE_NAMES: ReadonlySet<string> = new Set(namesOf('CreateResponse'));

function namesOf(name: string): string[] {
  const { properties = {}, allOf = [] } = schemas[name] ?? {};
  const parts = Array.isArray(allOf) ? allOf : [];
  return [properties, ...parts.map((part) => recordOf(part)['properties'] ?? {})]
    .flatMap((one) => Object.keys(recordOf(one)))
    .concat(
      parts.flatMap((part) =>
        namesOf(
          String(recordOf(part)['$ref'] ?? '')
            .split('/')
            .at(-1) ?? '',
        ),
      ),
    );
}

function wrong(name: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`published#/components/schemas/${name}`);
  if (validate === undefined) throw new Error(`No schema ${name}`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
