import { ApiError, notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { Attachment, FileObject, Metadata, Thread, ToolResources, VectorStore } from '../objects.ts';
import { addFiles, type StaticChunking } from '../vector-stores/add-files.ts';
import { newStore } from '../vector-stores/new-store.ts';
import { isExpired } from '../vector-stores/store-life.ts';
import { findFile } from './find-file.ts';

/** Tool resources as a request gives them: it may have a store made. */
export type NewToolResources = {
  readonly code_interpreter?: { readonly file_ids?: readonly string[] };
  readonly file_search?: {
    readonly vector_store_ids?: readonly string[];
    readonly vector_stores?: readonly {
      readonly file_ids?: readonly string[];
      readonly chunking_strategy?: StaticChunking | null;
      readonly metadata?: Metadata | null;
    }[];
  };
};

/** As published: a store that a thread's helper or a message's attachment makes ends a week after its last use. */
const HELPER_LIFE = { anchor: 'last_active_at', days: 7 } as const;

/** Files of the code interpreter, as published. */
const MOST_FILES = 20;

/**
 * The resources as an object keeps them: files and stores exist, and the store of the `vector_stores` helper is made. Usable
 * inside the caller's transaction; whoever calls wakes the indexer after it. Throws ApiError 404 for what does not exist.
 */
export async function resolveToolResources(
  context: Context,
  given: NewToolResources | null,
  owner: 'assistant' | 'thread' = 'assistant',
): Promise<ToolResources | null> {
  if (given === null) return null;
  const { code_interpreter, file_search } = given;
  for (const id of code_interpreter?.file_ids ?? []) await findFile(context, id);
  for (const id of file_search?.vector_store_ids ?? [])
    if ((await context.store.vector_stores.get(id)) === undefined) throw notFound('vector store', id);
  const made: string[] = [];
  for (const { file_ids, chunking_strategy, metadata } of file_search?.vector_stores ?? []) {
    const store = newStore(context, {
      metadata: metadata ?? null,
      expires_after: owner === 'thread' ? HELPER_LIFE : null,
    });
    await context.store.vector_stores.put(store);
    const files = (file_ids ?? []).map((file_id) => ({ file_id, chunking_strategy: chunking_strategy ?? null }));
    await addFiles(context, store, files);
    made.push(store.id);
  }
  return {
    ...(code_interpreter === undefined ? {} : { code_interpreter: { file_ids: code_interpreter.file_ids ?? [] } }),
    ...(file_search === undefined
      ? {}
      : { file_search: { vector_store_ids: [...(file_search.vector_store_ids ?? []), ...made] } }),
  };
}

/**
 * The thread with the files that a message brings: those to search in its vector store, those for the code interpreter in its
 * list. Inside the caller's transaction; the thread is not written, and whoever calls wakes the indexer. Throws ApiError 404
 * for an unknown file, 400 for too many.
 */
export async function attachFiles(
  context: Context,
  thread: Thread,
  attachments: readonly Attachment[],
): Promise<Thread> {
  const toSearch: FileObject[] = [];
  const toInterpret: string[] = [];
  for (const { file_id, tools } of attachments) {
    const file = await findFile(context, file_id);
    const types = new Set(tools?.map(({ type }) => type));
    // A selection is part of a page, and belongs to the one question it was attached to.
    if (types.has('file_search') && file.local.page?.kind !== 'selection') toSearch.push(file);
    if (types.has('code_interpreter')) toInterpret.push(file_id);
  }
  let resources = thread.tool_resources;
  if (toSearch.length > 0) resources = await withSearched(context, thread, toSearch);
  if (toInterpret.length > 0) resources = withInterpreted(resources, toInterpret);
  return { ...thread, tool_resources: resources };
}

/**
 * The thread has one store. One that is gone or whose time is over is no use to anybody: a new one takes its place, with the
 * pages that the thread has.
 */
async function withSearched(
  context: Context,
  { tool_resources: resources, local }: Thread,
  attached: readonly FileObject[],
): Promise<ToolResources> {
  const [id] = resources?.file_search?.vector_store_ids ?? [];
  const known = id === undefined ? undefined : await context.store.vector_stores.get(id);
  const isUsable = known !== undefined && !isExpired(known, seconds(context.clock));
  const files = isUsable ? attached : [...(await pagesOf(context, local.pages)), ...attached];
  const store = isUsable ? known : await makeStore(context, files);
  const there = await Promise.all(files.map((file) => context.store.vector_store_files.get(store.id, file.id)));
  const added = files.filter((_, index) => there[index] === undefined);
  if (added.length > 0)
    await addFiles(
      context,
      store,
      added.map((file) => ({ file_id: file.id })),
    );
  return { ...resources, file_search: { vector_store_ids: [store.id] } };
}

async function pagesOf({ store, clock }: Context, pages: Thread['local']['pages']): Promise<FileObject[]> {
  const files = await Promise.all(pages.map(({ file_id }) => store.files.get(file_id)));
  const now = seconds(clock);
  return files.filter(
    (file): file is FileObject => file !== undefined && (file.expires_at === undefined || file.expires_at > now),
  );
}

/** A store that a page has made stays: the site's thread is to know its pages for as long as there is one. */
async function makeStore(context: Context, files: readonly FileObject[]): Promise<VectorStore> {
  const isForPages = files.some(({ local }) => local.page !== undefined);
  const store = newStore(context, { expires_after: isForPages ? null : HELPER_LIFE });
  await context.store.vector_stores.put(store);
  return store;
}

function withInterpreted(resources: ToolResources | null, added: readonly string[]): ToolResources {
  const file_ids = [...new Set([...(resources?.code_interpreter?.file_ids ?? []), ...added])];
  if (file_ids.length > MOST_FILES)
    throw new ApiError(
      400,
      `Invalid 'tool_resources.code_interpreter.file_ids': array too long. Expected an array with maximum length ${MOST_FILES}, but got an array with length ${file_ids.length} instead.`,
      'tool_resources.code_interpreter.file_ids',
      'array_above_max_length',
    );
  return { ...resources, code_interpreter: { file_ids } };
}
