import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { FileObject } from '../objects.ts';

/** The file, for whoever is about to use it. Throws ApiError 404 when there is none, or when its time is over. */
export async function findFile({ store, clock }: Pick<Context, 'store' | 'clock'>, id: string): Promise<FileObject> {
  const file = await store.files.get(id);
  if (file === undefined || (file.expires_at !== undefined && file.expires_at <= seconds(clock)))
    throw notFound('file', id);
  return file;
}
