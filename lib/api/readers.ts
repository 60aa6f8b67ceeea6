import {
  lengthOf,
  missing,
  outOfRange,
  unknownParameter,
  unsupported,
  wrongLength,
  wrongPattern,
  wrongType,
} from './read-refusals.ts';

/** Checks one value of a request and gives it its type. `at` is the value's path; empty for a whole body. Throws ApiError 400. */
export type Reader<T> = (value: unknown, at: string) => T;

/** What a reader gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

const NO_LIMIT = Number.POSITIVE_INFINITY;

/** Lengths are in characters. */
export function string({ min = 0, max = NO_LIMIT, pattern }: { min?: number; max?: number; pattern?: RegExp } = {}) {
  return (value: unknown, at: string): string => {
    if (typeof value !== 'string') throw wrongType(at, 'a string', value);
    // The count by characters reads the whole text: only where the quick one leaves a doubt.
    if (value.length < min || (value.length > max && lengthOf(value) > max))
      throw wrongLength(at, 'string', { length: lengthOf(value), min, max });
    if (pattern !== undefined && !pattern.test(value)) throw wrongPattern(at, pattern);
    return value;
  };
}

export function oneOf<const T extends string>(...supported: readonly T[]): Reader<T> {
  return (value, at) => {
    if (typeof value !== 'string') throw wrongType(at, 'a string', value);
    const found = supported.find((one) => one === value);
    if (found === undefined) throw unsupported(at, value, supported);
    return found;
  };
}

export function integer({ min = -NO_LIMIT, max = NO_LIMIT }: { min?: number; max?: number } = {}): Reader<number> {
  return (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(at, 'an integer', value);
    if (value < min || value > max) throw outOfRange(at, 'integer', { value, min, max });
    return value;
  };
}

export function decimal({ min = -NO_LIMIT, max = NO_LIMIT }: { min?: number; max?: number } = {}): Reader<number> {
  return (value, at) => {
    if (typeof value !== 'number') throw wrongType(at, 'a decimal', value);
    if (value < min || value > max) throw outOfRange(at, 'decimal', { value, min, max });
    return value;
  };
}

export const boolean: Reader<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wrongType(at, 'a boolean', value);
  return value;
};

/** An object whose keys are the caller's own, such as a JSON Schema. */
export const record: Reader<Readonly<Record<string, unknown>>> = (value, at) => {
  if (!isRecord(value)) throw wrongType(at, 'an object', value);
  return value;
};

export function list<T>(item: Reader<T>, { min = 0, max = NO_LIMIT }: { min?: number; max?: number } = {}) {
  return (value: unknown, at: string): readonly T[] => {
    if (!Array.isArray(value)) throw wrongType(at, 'an array', value);
    if (value.length < min || value.length > max) throw wrongLength(at, 'array', { length: value.length, min, max });
    return value.map((one: unknown, index) => item(one, `${at}[${index}]`));
  };
}

export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null ? null : reader(value, at));
}

/** A field that may be absent. */
export type Optional<T> = { readonly optional: Reader<T> };

export function optional<T>(reader: Reader<T>): Optional<T> {
  return { optional: reader };
}

/** What most fields of a request are: absent leaves what was, null takes it away. */
export function maybe<T>(reader: Reader<T>): Optional<T | null> {
  return optional(nullable(reader));
}

type Fields = Readonly<Record<string, Reader<unknown> | Optional<unknown>>>;

type Given<F extends Fields> = {
  readonly [K in keyof F as F[K] extends Reader<unknown> ? K : never]: Read<F[K]>;
} & {
  readonly [K in keyof F as F[K] extends Reader<unknown> ? never : K]?: F[K] extends Optional<infer T> ? T : never;
};

/** An object with these fields and no others. */
export function fields<F extends Fields>(known: F): Reader<Given<F>> {
  return (value, at) => {
    const given = record(value, at);
    const path = (key: string) => (at === '' ? key : `${at}.${key}`);
    for (const key of Object.keys(given)) if (!Object.hasOwn(known, key)) throw unknownParameter(path(key));
    const read: [string, unknown][] = [];
    for (const [key, field] of Object.entries(known)) {
      if (Object.hasOwn(given, key)) {
        const reader = typeof field === 'function' ? field : field.optional;
        read.push([key, reader(given[key], path(key))]);
      } else if (typeof field === 'function') throw missing(path(key));
    }
    // Exactly the fields of `known` were read, each by its own reader.
    return Object.fromEntries(read) as Given<F>;
  };
}

/** An object that its `type` tells apart. */
export function byType<V extends Readonly<Record<string, Reader<unknown>>>>(variants: V): Reader<Read<V[keyof V]>> {
  return (value, at) => {
    const given = record(value, at);
    if (!Object.hasOwn(given, 'type')) throw missing(`${at}.type`);
    const type = oneOf(...Object.keys(variants))(given['type'], `${at}.type`);
    // `type` is one of the variants' names.
    return variants[type]?.(given, at) as Read<V[keyof V]>;
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
