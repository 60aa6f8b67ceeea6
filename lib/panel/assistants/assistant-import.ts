import { DEFAULT_ASSISTANT } from '../../assistants/default-assistant.ts';
import type { Assistant, ToolResources } from '../../assistants/objects.ts';
import { toAppError } from '../../errors.ts';
import { DEFAULT_MODEL, readModelName } from '../../notation/model-name.ts';
import { type FrontDoor, Refusal } from '../front-door.ts';
import { createAssistantFiles } from './assistant-files.ts';
import type { AssistantsStore, ImportedAssistant, ImportedFile, ImportNote } from './assistants-model.ts';
import { type ExportedAssistant, readAssistants } from './read-assistants.ts';

type Parts = { readonly door: FrontDoor; readonly store: AssistantsStore };

/** Adds the assistants of each file through the front door. One that is refused leaves the others alone. */
export async function importAssistants(parts: Parts, files: readonly File[]): Promise<readonly ImportedFile[]> {
  const results: ImportedFile[] = [];
  for (const file of files) results.push(await importFile(parts, file));
  return results;
}

async function importFile(parts: Parts, file: File): Promise<ImportedFile> {
  try {
    const found = readAssistants(await file.text());
    if (found.length === 0) return { file: file.name, status: 'unreadable' };
    const assistants: ImportedAssistant[] = [];
    for (const one of found) assistants.push(await add(parts, one));
    return { file: file.name, status: 'read', assistants };
  } catch (thrown) {
    return { file: file.name, status: 'failed', error: toAppError(thrown) };
  }
}

async function add({ door, store }: Parts, one: ExportedAssistant): Promise<ImportedAssistant> {
  const name = typeof one.body.name === 'string' ? one.body.name : '';
  // It is made when it is first asked for: until then its id would be free.
  if (one.id === DEFAULT_ASSISTANT) await door.get(`/assistants/${one.id}`);
  const { tool_resources, lost } = await resourcesOf(door, one);
  const { model, notes } = await modelOf(store, one.body.model);
  const isBack = one.id !== null && (await store.get(one.id)) === undefined;
  const stores = tool_resources?.file_search?.vector_store_ids ?? [];
  const given = isBack ? tool_resources : withoutStores(tool_resources);
  try {
    const { id } = await door.post<Assistant>('/assistants', { ...one.body, model, tool_resources: given });
    if (!isBack) await giveOwnStore(door, id, { name, stores });
    const adopted = await store.adopt(id, one);
    if (one.picture !== null) await store.setPicture(adopted && one.id !== null ? one.id : id, one.picture);
    const files: ImportNote[] = lost.length === 0 ? [] : [{ kind: 'files', names: lost }];
    const copy: ImportNote[] = adopted ? [] : [{ kind: 'copy' }];
    return { name, status: 'added', notes: [...one.notes, ...notes, ...files, ...copy] };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { name, status: 'refused', sentence: thrown.message };
    throw thrown;
  }
}

function withoutStores(resources: ToolResources | null): ToolResources | null {
  if (resources?.code_interpreter === undefined) return null;
  return { code_interpreter: resources.code_interpreter };
}

type Searched = { readonly name: string; readonly stores: readonly string[] };

/** A copy searches the same files, in a store of its own: what is taken out of one leaves the other as it is. */
async function giveOwnStore(door: FrontDoor, id: string, { name, stores }: Searched): Promise<void> {
  if (stores.length === 0) return;
  const files = createAssistantFiles(door);
  const searched = (await Promise.all(stores.map((one) => files.list(one)))).flat();
  const own = await files.settle({ store_id: null, files: searched, name });
  if (own === null) return;
  await door.post(`/assistants/${id}`, { tool_resources: { file_search: { vector_store_ids: [own] } } });
}

/** What of its files is here too; of those that are not, the names, or the ids where nobody knows them. */
async function resourcesOf(door: FrontDoor, { tool_resources: had, file_names }: ExportedAssistant) {
  const stores = had?.file_search?.vector_store_ids ?? [];
  const read = had?.code_interpreter?.file_ids ?? [];
  const [storesHere, filesHere] = [await here(door, '/vector_stores', stores), await here(door, '/files', read)];
  const tool_resources: ToolResources = {
    ...(had?.code_interpreter === undefined ? {} : { code_interpreter: { file_ids: filesHere } }),
    ...(storesHere.length === 0 ? {} : { file_search: { vector_store_ids: storesHere } }),
  };
  const gone = [...stores, ...read].filter((id) => !storesHere.includes(id) && !filesHere.includes(id));
  const named = Object.entries(file_names).flatMap(([id, name]) => (filesHere.includes(id) ? [] : [name]));
  const lost = gone.length === 0 ? [] : named.length > 0 && storesHere.length === 0 ? named : gone;
  return { tool_resources: Object.keys(tool_resources).length === 0 ? null : tool_resources, lost };
}

async function here(door: FrontDoor, path: string, ids: readonly string[]): Promise<readonly string[]> {
  const found = ids.map((id) =>
    door.get(`${path}/${encodeURIComponent(id)}`).then(
      () => [id],
      (thrown: unknown) => {
        if (thrown instanceof Refusal) return [];
        throw thrown;
      },
    ),
  );
  return (await Promise.all(found)).flat();
}

async function modelOf(
  store: AssistantsStore,
  model: string,
): Promise<{ readonly model: string; readonly notes: readonly ImportNote[] }> {
  const connections = await store.connections();
  const { place, name, gone } = readModelName(model, connections);
  if (gone) return { model: DEFAULT_MODEL, notes: [{ kind: 'connection' }] };
  const isKnown = place !== DEFAULT_MODEL || name === '' || connections.some((one) => one.model === name);
  return { model, notes: isKnown ? [] : [{ kind: 'model', model }] };
}
