import { listOf, recordOf } from '../json.ts';

/**
 * Whether what came with status 200 tells of an error: `{error}`, `[{error}]`, `{object: 'error', message}`, `{detail}`.
 * The openai package throws for the first of these in a stream and lets the others pass.
 */
export function isError(value: unknown): boolean {
  const { error, object, type, detail, choices } = recordOf(listOf(value)[0] ?? value);
  if (Array.isArray(choices)) return false;
  return Boolean(error) || object === 'error' || type === 'error' || Boolean(detail);
}
