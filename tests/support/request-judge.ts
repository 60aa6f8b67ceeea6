import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type JsonObject, jsonSchema } from '../conformance/json-schema.ts';
import { wrongInRequest } from '../conformance/published.ts';
import { wrongInCreate } from '../models/responses/published.ts';

/** Holds whole requests, as they come over the wire, against the published description of the Assistants system and the Responses API. */

export type SentRequest = {
  readonly method: string;
  /** With the query and without what comes before the API's own paths. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
};

export type RequestJudge = {
  /** What is wrong with the request; it is remembered. */
  look(sent: SentRequest): readonly string[];
  /** Of all requests so far. */
  readonly wrong: readonly string[];
  /** What was wrong so far, which then is forgotten: for those who do wrong on purpose. */
  forgive(): readonly string[];
  /** Throws when anything was wrong. A server that closes says it, so that no suite can forget to ask. */
  close(): void;
};

export function createRequestJudge(): RequestJudge {
  const wrong: string[] = [];
  return {
    wrong,
    look(sent) {
      const problems = problemsOf(sent).map((problem) => `${sent.method} ${sent.path}: ${problem}`);
      wrong.push(...problems);
      return problems;
    },
    forgive: () => wrong.splice(0),
    close() {
      if (wrong.length > 0) throw new Error(`Requests were sent that are not as published:\n${wrong.join('\n')}`);
    },
  };
}

type Parameter = {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonObject;
};

type Operation = {
  readonly request: string | null;
  readonly media?: readonly string[];
  readonly body_required?: true;
  readonly parameters?: readonly Parameter[];
};

type Description = {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, JsonObject>>;
};

type Judged = Operation & {
  readonly method: string;
  /** Of the path, such as `['threads', '{thread_id}']`. */
  readonly parts: readonly string[];
  readonly validatorOf: (parameter: Parameter) => ValidateFunction;
  readonly wrongInBody: (body: unknown) => readonly string[];
};

const published: readonly Judged[] = ['assistants', 'responses'].flatMap((name) => {
  const file: Description = JSON.parse(readFileSync(`tests/fixtures/openapi/${name}.json`, 'utf8'));
  const validatorOf = validatorsOf(file);
  return Object.entries(file.operations).map(([key, operation]) => {
    const [method = '', path = ''] = key.split(' ');
    const wrongInBody = (body: unknown) => bodyProblems(key, operation, body);
    return { ...operation, method, parts: partsOf(path), validatorOf, wrongInBody };
  });
});

function bodyProblems(key: string, { request }: Operation, body: unknown): readonly string[] {
  if (request === 'CreateResponse') return wrongInCreate(body);
  return key.includes(' /responses') ? ['nothing here knows how to judge this body'] : wrongInRequest(key, body);
}

/** Of parameters, whose schemas may refer to others in the same file. */
function validatorsOf({ operations, schemas }: Description): Judged['validatorOf'] {
  // strict: false because the description uses keywords where they mean nothing.
  const ajv = new Ajv2020({ strict: false });
  for (const format of ['unixtime', 'uri', 'date', 'binary', 'int64', 'float', 'decimal']) ajv.addFormat(format, true);
  const all = Object.values(operations).flatMap(({ parameters = [] }) => parameters);
  const converted = (schema: JsonObject) => jsonSchema(schema, { self: '#', closed: false });
  ajv.addSchema({
    $id: 'published',
    parameters: all.map(({ schema }) => converted(schema)),
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, converted(schema)])),
    },
  });
  return (parameter) => {
    const validate = ajv.getSchema(`published#/parameters/${all.indexOf(parameter)}`);
    if (validate === undefined) throw new Error(`No schema of the parameter ${parameter.name}`);
    return validate;
  };
}

function problemsOf({ method, path, headers, text }: SentRequest): readonly string[] {
  const url = new URL(path, 'http://127.0.0.1');
  const segments = partsOf(url.pathname);
  const here = published.filter(({ parts }) => fits(parts, segments)).sort((a, b) => variables(a) - variables(b));
  if (here.length === 0) return ['no such path is published'];
  const operation = here.find((one) => one.method === method);
  if (operation === undefined) return [`only ${here.map((one) => one.method).join(', ')} is published here`];
  return [
    ...pathProblems(operation, segments),
    ...queryProblems(operation, url.searchParams),
    ...headerProblems(operation, segments[0] ?? '', headers),
    ...contentProblems(operation, String(headers['content-type'] ?? ''), text),
  ];
}

function partsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

function fits(parts: readonly string[], segments: readonly string[]): boolean {
  return parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at]);
}

function variables({ parts }: Judged): number {
  return parts.filter((part) => part.startsWith('{')).length;
}

function pathProblems({ parts, parameters = [], validatorOf }: Judged, segments: readonly string[]): string[] {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .flatMap((parameter) => {
      const value = decodeURIComponent(segments[parts.indexOf(`{${parameter.name}}`)] ?? '');
      const isNone = value === '' || value === 'undefined' || value === 'null' || value === '[object Object]';
      if (isNone) return [`'${value}' is no ${parameter.name}`];
      return wrong(validatorOf(parameter), value, parameter.name);
    });
}

function queryProblems({ parameters = [], validatorOf }: Judged, query: URLSearchParams): string[] {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  // The vendor's own client writes every list with brackets, wherever the description names it without.
  const namesOf = ({ name, schema }: Parameter) => (schema['type'] === 'array' ? [name, `${name}[]`] : [name]);
  const names = new Set(known.flatMap(namesOf));
  const unknown = [...new Set(query.keys())].filter((name) => !names.has(name));
  return [
    ...unknown.map((name) => `the query has an unknown '${name}'`),
    ...known.flatMap((parameter) => {
      const values = namesOf(parameter).flatMap((name) => query.getAll(name));
      if (values.length === 0) return parameter.required === true ? [`the query lacks '${parameter.name}'`] : [];
      if (parameter.schema['type'] === 'array') return wrong(validatorOf(parameter), values, parameter.name);
      if (values.length > 1) return [`the query has '${parameter.name}' ${values.length} times`];
      return wrong(validatorOf(parameter), typed(values[0] ?? '', parameter.schema['type']), parameter.name);
    }),
  ];
}

/** What the text means where the schema asks for no text; left alone where it means nothing. */
function typed(text: string, type: unknown): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** These resources are a beta, which the examples of each of their operations name in a header. */
const BETA: ReadonlySet<string> = new Set(['assistants', 'threads', 'vector_stores']);

function headerProblems(
  { parameters = [] }: Judged,
  resource: string,
  headers: SentRequest['headers'],
): readonly string[] {
  const lacking = parameters
    .filter(
      ({ in: place, name, required }) => place === 'header' && required && headers[name.toLowerCase()] === undefined,
    )
    .map(({ name }) => `the header '${name}' is missing`);
  // `security` of the whole description: ApiKeyAuth, a bearer token.
  if (!/^Bearer \S+$/.test(String(headers['authorization'] ?? ''))) lacking.push('no bearer token authorizes it');
  if (BETA.has(resource) && headers['openai-beta'] !== 'assistants=v2')
    lacking.push("'OpenAI-Beta: assistants=v2' is missing");
  return lacking;
}

function contentProblems(operation: Judged, type: string, text: string): readonly string[] {
  const { media, body_required } = operation;
  if (text === '') return body_required ? ['the body is missing'] : [];
  if (media === undefined) return ['a body is sent where none is published'];
  const called = type.split(';')[0]?.trim() ?? '';
  if (!media.includes(called)) return [`the body is called '${called}', not ${media.join(' or ')}`];
  if (called !== 'application/json') return [];
  try {
    return operation.wrongInBody(JSON.parse(text));
  } catch {
    return ['the body is no JSON'];
  }
}

function wrong(validate: ValidateFunction, value: unknown, name: string): string[] {
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ message = '', params }) => `${name} ${message} ${JSON.stringify(params)}`);
}
