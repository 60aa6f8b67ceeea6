/** Turns the published schemas, which carry leftovers of OpenAPI 3.0, into JSON Schema. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Keywords whose keys are names that somebody chose, not keywords. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties']);

const NULL: JsonObject = { type: 'null' };

export type Conversion = {
  /** What `$recursiveRef: '#'` means: the schema that is being converted. */
  readonly self: string;
  /** Whether an object may carry only what its schema names. Published requests say so themselves, objects never do. */
  readonly closed: boolean;
};

export function jsonSchema(schema: Json, conversion: Conversion): Json {
  if (isList(schema)) return schema.map((one) => jsonSchema(one, conversion));
  if (!isObject(schema)) return schema;
  const { nullable, $recursiveRef, $recursiveAnchor: _anchor, discriminator: _discriminator, ...rest } = schema;
  if ($recursiveRef !== undefined) return { $ref: conversion.self };
  const parts = isList(rest['allOf']) ? rest['allOf'] : [];
  const others = parts.filter((part) => !isNullMark(part));
  const { allOf: _allOf, ...beside } = rest;
  const kept: JsonObject = others.length < parts.length ? { ...beside, ...together(others) } : rest;
  const converted: JsonObject = Object.fromEntries(
    Object.entries(kept).map(([key, value]) => [
      key,
      NAMED.has(key) && isObject(value) ? eachOf(value, conversion) : jsonSchema(value, conversion),
    ]),
  );
  const closes = conversion.closed && isObject(kept['properties']) && kept['additionalProperties'] === undefined;
  const result = closes ? { ...converted, additionalProperties: false } : converted;
  return nullable === true || others.length < parts.length ? { anyOf: [result, NULL] } : result;
}

function eachOf(schemas: JsonObject, conversion: Conversion): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, conversion)]));
}

/** `{nullable: true}` alone: in JSON Schema it would allow anything, in OpenAPI 3.0 it was meant to add null. */
function isNullMark(schema: Json): boolean {
  return isObject(schema) && schema['nullable'] === true && Object.keys(schema).length === 1;
}

function together(schemas: readonly Json[]): JsonObject {
  const [only] = schemas;
  return schemas.length === 1 && isObject(only) ? only : { allOf: schemas };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}
