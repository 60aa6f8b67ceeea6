import { ApiError } from '../assistants/api-error.ts';
import type { ListQuery } from '../assistants/ports.ts';
import { type Include, SEARCH_CONTENT } from './include.ts';
import { integer, isRecord, oneOf, type Reader } from './readers.ts';

/** The request's JSON object as its reader gives it; an empty body counts as an empty object. */
export async function readBody<T>(request: Request, reader: Reader<T>): Promise<T> {
  const text = await request.text();
  return reader(text === '' ? {} : parse(text), '');
}

function parse(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body)) return body;
  } catch {
    // Said below, with the same words as for a value of another shape.
  }
  throw new ApiError(400, 'We could not parse the JSON body of your request.');
}

const order = oneOf('asc', 'desc');

/** Cursor parameters, newest first by default. Other parameters are not looked at. */
export function readList(query: URLSearchParams, { max = 100, fallback = 20 } = {}): ListQuery {
  const limit = query.get('limit');
  const after = query.get('after');
  const before = query.get('before');
  return {
    limit: limit === null ? fallback : integer({ min: 1, max })(numberIn(limit), 'limit'),
    order: order(query.get('order') ?? 'desc', 'order'),
    ...(after === null ? {} : { after }),
    ...(before === null ? {} : { before }),
  };
}

/** A query says everything in letters. What is no number stays what it is, for the refusal to name. */
function numberIn(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const includable = oneOf(SEARCH_CONTENT);

/** What the request asks for by name. */
export function readInclude(query: URLSearchParams): Include {
  return new Set(query.getAll('include[]').map((one, index) => includable(one, `include[${index}]`)));
}
