/** Safe steps into what a server has sent: anything but the expected shape gives nothing. */

export type Json = Readonly<Record<string, unknown>>;

export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

export function listAt(value: unknown, ...path: readonly string[]): readonly Json[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list.filter(isObject) : [];
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const text = at(value, ...path);
  return typeof text === 'string' ? text : '';
}

export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const number = at(value, ...path);
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Null for what is no JSON, the empty answer included. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
