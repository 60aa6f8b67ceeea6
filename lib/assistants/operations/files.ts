import { PAGE_MEDIA_TYPE, type PageSnapshot, type Passage } from '../../page/snapshot.ts';
import { ApiError, notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import type { FileObject } from '../objects.ts';
import type { ListQuery, Page } from '../ports.ts';
import { findFile } from './find-file.ts';
import { deleteExpired, removeFile } from './remove-file.ts';

export type NewFile = {
  readonly filename: string;
  readonly purpose: FileObject['purpose'];
  readonly media_type: string;
  readonly bytes: Uint8Array;
  /** Seconds from its creation to its end; absent: it stays until it is deleted. */
  readonly expires_after?: number;
};

/** What a deletion answers: the published object is the file's own, unlike that of all others. */
type DeletedFile = { readonly id: string; readonly object: 'file'; readonly deleted: true };

export function fileOperations(context: Context) {
  const { store, clock, newId, nextOrder } = context;
  const retrieve = (id: string) => findFile(context, id);

  return {
    retrieve,

    async list(query: ListQuery & { readonly purpose?: string }): Promise<Page<FileObject>> {
      await deleteExpired(context);
      return store.files.list(query);
    },

    /** Removes the file from everywhere: from every vector store, and from the tool resources of assistants and threads. */
    async delete(id: string): Promise<DeletedFile> {
      await store.transaction(async () => {
        await retrieve(id);
        await removeFile(context, id);
      });
      context.indexer.wake();
      return { id, object: 'file', deleted: true };
    },

    async content(id: string): Promise<{ readonly file: FileObject; readonly bytes: Uint8Array }> {
      const file = await retrieve(id);
      const bytes = await store.files.content(id);
      if (bytes === undefined) throw notFound('file content', id);
      return { file, bytes };
    },

    async create(given: NewFile): Promise<FileObject> {
      const page = given.media_type === PAGE_MEDIA_TYPE ? readSnapshot(given.bytes) : undefined;
      const file: FileObject = {
        id: newId('file-'),
        object: 'file',
        bytes: given.bytes.length,
        created_at: seconds(clock),
        ...(given.expires_after === undefined ? {} : { expires_at: seconds(clock) + given.expires_after }),
        filename: given.filename,
        purpose: given.purpose,
        status: 'processed',
        local: {
          order: nextOrder(),
          media_type: given.media_type,
          ...(page === undefined
            ? {}
            : {
                page: {
                  url: page.url,
                  title: page.title,
                  kind: page.kind,
                  content_hash: page.content_hash,
                  passages: page.passages.length,
                  ...besideIn(page),
                  ...(page.transcript === undefined ? {} : { transcript: page.transcript }),
                  fence: newId(''),
                },
              }),
        },
      };
      await store.transaction(async () => {
        await store.files.put(file);
        await store.files.putContent(file.id, given.bytes);
      });
      return file;
    },
  };
}

function besideIn({ passages }: PageSnapshot): { readonly beside?: number } {
  const beside = passages.filter((passage) => passage.beside === true).length;
  return beside === 0 ? {} : { beside };
}

function isPassage(value: unknown): value is Passage {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, headings }: Partial<Passage> = value;
  return typeof id === 'number' && typeof text === 'string' && Array.isArray(headings);
}

function readSnapshot(bytes: Uint8Array): PageSnapshot {
  try {
    const snapshot: PageSnapshot = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof snapshot.url === 'string' && Array.isArray(snapshot.passages) && snapshot.passages.every(isPassage))
      return snapshot;
  } catch {
    // Said below, with the same words as for a value of another shape.
  }
  throw new ApiError(400, 'The file says it is a page but does not hold one.', 'file');
}
