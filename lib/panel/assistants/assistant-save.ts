import type { Assistant } from '../../assistants/objects.ts';
import { toAppError } from '../../errors.ts';
import { type FrontDoor, Refusal } from '../front-door.ts';
import { draftOf, fieldOf, readDraft } from './assistant-draft.ts';
import type { AssistantFiles } from './assistant-files.ts';
import type { AssistantDraft, AssistantsStore, SavedAssistant } from './assistants-model.ts';

type Parts = { readonly door: FrontDoor; readonly store: AssistantsStore; readonly files: AssistantFiles };

/** The form of a stored assistant. Rejects with Refusal where there is none. */
export async function readAssistant({ door, store, files }: Parts, id: string): Promise<AssistantDraft> {
  // The default one is made when it is first asked for.
  await door.get(`/assistants/${id}`);
  const row = await store.get(id);
  if (row === undefined) throw new Refusal(404, `No assistant found with id '${id}'.`, null);
  const draft = draftOf(row);
  return { ...draft, files: draft.store_id === null ? [] : await files.list(draft.store_id) };
}

/** Stores what is typed. Each step can be made again, so that what fails in the middle is tried again by the next attempt. */
export async function saveAssistant(parts: Parts, draft: AssistantDraft): Promise<SavedAssistant> {
  const { door, store, files } = parts;
  const typed = readDraft(draft);
  if ('problem' in typed) return { status: 'refused', problem: typed.problem };
  let id = draft.id;
  try {
    ({ id } = await door.post<Assistant>(id === null ? '/assistants' : `/assistants/${id}`, typed.body));
    await store.setPicture(id, draft.picture);
    // The default one is made when it is first asked for; one that is gone is nobody to ask.
    for (const other of draft.consults) await door.get(`/assistants/${other}`).catch(() => undefined);
    const storeId = await files.settle(draft);
    if (storeId !== null && storeId !== draft.store_id)
      await door.post(`/assistants/${id}`, { tool_resources: { file_search: { vector_store_ids: [storeId] } } });
    return { status: 'saved', draft: await readAssistant(parts, id) };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) return { status: 'failed', id, error: toAppError(thrown) };
    return { status: 'refused', id, problem: { field: fieldOf(thrown.param, draft), sentence: thrown.message } };
  }
}
