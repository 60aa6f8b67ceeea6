/**
 * `next` with every part of `before` in it that says the same, so that whoever draws it can compare by reference. Looks into plain
 * objects and arrays alone: anything else is the same or another.
 */
export function keepIdentity<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) return keepParts(before, next, [...next]) as T;
  if (isPlain(before) && isPlain(next)) return keepParts(before, next, { ...next }) as T;
  return next;
}

type Parts = { [key: string]: unknown };

/** `copy` of `next` is filled in with what is kept. */
function keepParts(before: object, next: object, copy: object): object {
  const [old, fresh, parts] = [before as Parts, next as Parts, copy as Parts];
  const keys = Object.keys(fresh);
  let same = keys.length === Object.keys(old).length;
  for (const key of keys) {
    parts[key] = keepIdentity(old[key], fresh[key]);
    same &&= key in old && Object.is(parts[key], old[key]);
  }
  return same ? before : copy;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
