import { readList } from './read.ts';
import { readUpload } from './read-upload.ts';
import { json, list, object } from './respond.ts';
import type { Call, Routes } from './router.ts';

/** As published: a list of files may be as long as a project's files. */
const MOST_FILES = 10_000;

export const fileRoutes: Routes = {
  'GET /files': async ({ engine, query }) => {
    const purpose = query.get('purpose');
    const page = readList(query, { max: MOST_FILES, fallback: MOST_FILES });
    return list(await engine.files.list({ ...page, ...(purpose === null ? {} : { purpose }) }));
  },
  'POST /files': uploadFile,
  'GET /files/*': async ({ engine, params: [id] }) => object(await engine.files.retrieve(id)),
  'DELETE /files/*': async ({ engine, params: [id] }) => json(await engine.files.delete(id)),
  'GET /files/*/content': fileContent,
};

async function uploadFile({ engine, request }: Call): Promise<Response> {
  const { file, purpose, expires_after } = await readUpload(request);
  const created = await engine.files.create({
    filename: file.name,
    purpose,
    media_type: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
    ...(expires_after === undefined ? {} : { expires_after: expires_after.seconds }),
  });
  return object(created);
}

async function fileContent({ engine, params: [id] }: Call): Promise<Response> {
  const { file, bytes } = await engine.files.content(id);
  const type = file.local.media_type === '' ? 'application/octet-stream' : file.local.media_type;
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } });
}
