import { ApiError } from '../assistants/api-error.ts';
import { wrongType } from './read-refusals.ts';
import { fields, integer, oneOf, optional, type Reader } from './readers.ts';

const file: Reader<File> = (value, at) => {
  if (!(value instanceof File)) throw wrongType(at, 'a file', value);
  if (value.size === 0) throw new ApiError(400, 'File is empty.', at);
  return value;
};

const upload = fields({
  file,
  purpose: oneOf('assistants', 'vision', 'user_data'),
  expires_after: optional(fields({ anchor: oneOf('created_at'), seconds: integer({ min: 3_600, max: 2_592_000 }) })),
});

/** Multipart form with `file`, `purpose` and the parts of `expires_after`. */
export async function readUpload(request: Request): Promise<ReturnType<typeof upload>> {
  const form = await request.formData().catch(() => {
    throw new ApiError(400, 'Expected a multipart/form-data body.');
  });
  const body: Record<string, unknown> = {};
  const expires: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const part = /^expires_after\[(.*)\]$/.exec(name)?.[1];
    if (part === undefined) body[name] = value;
    else expires[part] = part === 'seconds' && /^\d+$/.test(String(value)) ? Number(value) : value;
  }
  return upload(Object.keys(expires).length === 0 ? body : { ...body, expires_after: expires }, '');
}
