import { ApiError } from '../assistants/api-error.ts';
import type { FileObject } from '../assistants/objects.ts';
import { object } from './respond.ts';
import type { Call } from './router.ts';

const PURPOSES: ReadonlySet<string> = new Set(['assistants', 'vision', 'user_data']);

/** Multipart form with `file` and `purpose`. */
export async function uploadFile({ engine, request }: Call): Promise<Response> {
  const form = await request.formData().catch(() => {
    throw new ApiError(400, 'Expected a multipart/form-data body.');
  });
  const file = form.get('file');
  const purpose = form.get('purpose');
  if (!(file instanceof File)) throw new ApiError(400, "Missing required parameter: 'file'.", 'file');
  if (!isPurpose(purpose))
    throw new ApiError(400, `Invalid value for 'purpose': expected one of ${[...PURPOSES].join(', ')}.`, 'purpose');
  const created = await engine.files.create({
    filename: file.name,
    purpose,
    media_type: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  return object(created);
}

function isPurpose(value: unknown): value is FileObject['purpose'] {
  return typeof value === 'string' && PURPOSES.has(value);
}

export async function fileContent({ engine, params: [id] }: Call): Promise<Response> {
  const { file, bytes } = await engine.files.content(id);
  const type = file.local.media_type === '' ? 'application/octet-stream' : file.local.media_type;
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
}
