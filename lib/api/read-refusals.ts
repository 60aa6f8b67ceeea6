import { ApiError } from '../assistants/api-error.ts';

/** The sentences that refuse a value of a request. `at` is the value's path, such as `tools[0].function.name`. */

export function missing(at: string): ApiError {
  return new ApiError(400, `Missing required parameter: '${at}'.`, at, 'missing_required_parameter');
}

export function unknownParameter(at: string): ApiError {
  return new ApiError(400, `Unknown parameter: '${at}'.`, at, 'unknown_parameter');
}

/** `expected` with its article, such as `a string`. */
export function wrongType(at: string, expected: string, value: unknown): ApiError {
  const message = `Invalid type for '${at}': expected ${expected}, but got ${kindOf(value)} instead.`;
  return new ApiError(400, message, at, 'invalid_type');
}

export function unsupported(at: string, value: string, supported: readonly string[]): ApiError {
  const message = `Invalid value: '${value}'. Supported values are: ${spoken(supported)}.`;
  return new ApiError(400, message, at, 'invalid_value');
}

export function wrongLength(
  at: string,
  kind: 'string' | 'array',
  { length, min, max }: { readonly length: number; readonly min: number; readonly max: number },
): ApiError {
  const article = kind === 'string' ? 'a' : 'an';
  const [fault, limit] = length > max ? ['long', `maximum length ${max}`] : ['short', `minimum length ${min}`];
  const got = length === 0 ? `an empty ${kind}` : `${article} ${kind} with length ${length}`;
  return new ApiError(
    400,
    `Invalid '${at}': ${kind} too ${fault}. Expected ${article} ${kind} with ${limit}, but got ${got} instead.`,
    at,
    `${kind}_${length > max ? 'above_max' : 'below_min'}_length`,
  );
}

export function wrongPattern(at: string, pattern: RegExp): ApiError {
  const message = `Invalid '${at}': string does not match pattern. Expected a string that matches the pattern '${pattern.source}'.`;
  return new ApiError(400, message, at, 'invalid_value');
}

export function outOfRange(
  at: string,
  kind: 'integer' | 'decimal',
  { value, min, max }: { readonly value: number; readonly min: number; readonly max: number },
): ApiError {
  const [fault, limit, code] =
    value > max ? ['above maximum', `<= ${max}`, 'above_max'] : ['below minimum', `>= ${min}`, 'below_min'];
  const message = `Invalid '${at}': ${kind} ${fault} value. Expected a value ${limit}, but got ${value} instead.`;
  return new ApiError(400, message, at, `${kind}_${code}_value`);
}

export function tooManyProperties(at: string, count: number, max: number): ApiError {
  const message = `Invalid '${at}': too many properties. Expected an object with at most ${max} properties, but got an object with ${count} properties instead.`;
  return new ApiError(400, message, at, 'object_above_max_properties');
}

/** The name itself is shortened in the sentence: it is too long to be read. */
export function longPropertyName(at: string, name: string, max: number): ApiError {
  const message = `Invalid property name in '${at}': '${name.slice(0, 3)}...${name.slice(-3)}' is too long. Expected a string with maximum length ${max}, but got a string with length ${lengthOf(name)} instead.`;
  return new ApiError(400, message, `${at}.${name}`, 'property_name_above_max_length');
}

export function mutuallyExclusive(one: string, other: string): ApiError {
  const message = `Mutually exclusive parameters: '${one}'. Ensure you are only providing one of: '${one}' or '${other}'.`;
  return new ApiError(400, message, one, 'mutually_exclusive_parameters');
}

/** Characters, where an emoji counts as one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a decimal';
    case 'boolean':
      return 'a boolean';
    default:
      return 'an object';
  }
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function spoken(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  if (quoted.length <= 2) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}

export function tooDeep(at: string, most: number): ApiError {
  return new ApiError(400, `Invalid '${at}': nested too deep. Expected at most ${most} levels.`, at, 'invalid_value');
}
