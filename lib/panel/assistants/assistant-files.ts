import type { FileObject, VectorStore, VectorStoreFile } from '../../assistants/objects.ts';
import { AppFailure, toAppError } from '../../errors.ts';
import { type FrontDoor, Refusal } from '../front-door.ts';
import type { AssistantDraft, AttachedFile, DraftFile } from './assistants-model.ts';

/** The files that an assistant searches: uploaded when they are attached, put where they are searched when the assistant is saved. */
export function createAssistantFiles(door: FrontDoor) {
  const inStore = (storeId: string) => door.list<VectorStoreFile>(`/vector_stores/${storeId}/files`);

  async function nameOf(id: string): Promise<string> {
    const named = await door.get<FileObject>(`/files/${id}`).catch(() => null);
    return named?.filename ?? id;
  }

  return {
    nameOf,

    /** None where the store is gone. */
    async list(storeId: string): Promise<readonly DraftFile[]> {
      try {
        return await Promise.all(
          (await inStore(storeId)).map(async ({ id, status, last_error }) => ({
            id,
            name: await nameOf(id),
            state: stateOf(status),
            problem: last_error?.message ?? '',
          })),
        );
      } catch (thrown) {
        if (thrown instanceof Refusal && thrown.status === 404) return [];
        throw thrown;
      }
    },

    async attach(file: File): Promise<AttachedFile> {
      const form = new FormData();
      form.set('purpose', 'assistants');
      form.set('file', file);
      try {
        const { id, filename } = await door.upload<FileObject>('/files', form);
        return { status: 'attached', file: { id, name: filename, state: 'new', problem: '' } };
      } catch (thrown) {
        if (thrown instanceof Refusal) return { status: 'refused', sentence: thrown.message };
        return { status: 'failed', error: toAppError(thrown) };
      }
    },

    /** Makes the store hold the draft's files, and gives it; null where there are none and there was none. */
    async settle({
      store_id,
      files,
      name,
    }: Pick<AssistantDraft, 'store_id' | 'files' | 'name'>): Promise<string | null> {
      const wanted = files.map(({ id }) => id);
      const there = store_id === null ? [] : await inStore(store_id).catch(noneWhereGone);
      if (store_id === null || there === null) {
        if (wanted.length === 0) return null;
        return (await door.post<VectorStore>('/vector_stores', { name: name.slice(0, 256), file_ids: wanted })).id;
      }
      const known = new Set(there.map(({ id }) => id));
      for (const file_id of wanted.filter((id) => !known.has(id)))
        await door.post(`/vector_stores/${store_id}/files`, { file_id });
      for (const { id } of there.filter((one) => !wanted.includes(one.id)))
        await door.remove(`/vector_stores/${store_id}/files/${id}`);
      return store_id;
    },
  };
}

function noneWhereGone(thrown: unknown): null {
  if (thrown instanceof Refusal && thrown.status === 404) return null;
  throw thrown instanceof Error ? thrown : new AppFailure(toAppError(thrown));
}

function stateOf(status: VectorStoreFile['status']): DraftFile['state'] {
  if (status === 'in_progress') return 'reading';
  return status === 'completed' ? 'ready' : 'failed';
}

export type AssistantFiles = ReturnType<typeof createAssistantFiles>;
