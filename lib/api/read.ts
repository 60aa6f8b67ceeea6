import { ApiError } from '../assistants/api-error.ts';
import type { ListQuery } from '../assistants/ports.ts';

/** The request's JSON object; an empty body counts as an empty object. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // Said below, with the same words as for a value of another shape.
  }
  throw new ApiError(400, 'We could not parse the JSON body of your request.');
}

/** Cursor parameters with the published limits: 1 to 100 rows, 20 by default, newest first by default. */
export function readList(query: URLSearchParams): ListQuery {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new ApiError(400, 'Invalid limit: expected an integer from 1 to 100.', 'limit');
  const order = query.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') throw new ApiError(400, "Invalid order: expected 'asc' or 'desc'.", 'order');
  const after = query.get('after');
  const before = query.get('before');
  return { limit, order, ...(after === null ? {} : { after }), ...(before === null ? {} : { before }) };
}

/** At most 16 pairs, keys of at most 64 characters, values of at most 512. */
export function readMetadata(value: unknown): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw new ApiError(400, "Invalid type for 'metadata': expected an object.", 'metadata');
  const pairs = Object.entries(value);
  if (pairs.length > 16) throw new ApiError(400, 'Too many metadata pairs: at most 16 are allowed.', 'metadata');
  const metadata: Record<string, string> = {};
  for (const [key, one] of pairs) {
    if (typeof one !== 'string' || key.length > 64 || one.length > 512)
      throw new ApiError(
        400,
        `Invalid metadata '${key}': keys have at most 64, string values at most 512 characters.`,
        'metadata',
      );
    metadata[key] = one;
  }
  return metadata;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
