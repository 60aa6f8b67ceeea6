import type { Assistant } from '../../assistants/objects.ts';
import type { FrontDoor } from '../front-door.ts';
import type { AssistantFiles } from './assistant-files.ts';
import type { AssistantsStore } from './assistants-model.ts';

type Parts = {
  readonly door: FrontDoor;
  readonly store: Pick<AssistantsStore, 'get'>;
  readonly files: AssistantFiles;
};

/** JSON of one assistant as `GET /assistants/{id}` gives it, or of all of them as a list; `local` holds what only we know. */
export async function exportAssistants({ door, store, files }: Parts, id: string | null): Promise<Blob> {
  async function exported(assistant: Assistant): Promise<unknown> {
    const picture = (await store.get(assistant.id))?.local.picture;
    const searched = assistant.tool_resources?.file_search?.vector_store_ids ?? [];
    const lists = await Promise.all(searched.map((storeId) => files.list(storeId)));
    const read = assistant.tool_resources?.code_interpreter?.file_ids ?? [];
    const names = [
      ...lists.flat().map(({ id: file, name }) => [file, name] as const),
      ...(await Promise.all(read.map(async (file) => [file, await files.nameOf(file)] as const))),
    ];
    const local = {
      ...(picture === undefined ? {} : { picture }),
      ...(names.length === 0 ? {} : { file_names: Object.fromEntries(names) }),
    };
    return Object.keys(local).length === 0 ? assistant : { ...assistant, local };
  }

  const value =
    id === null
      ? { object: 'list', data: await Promise.all((await door.list<Assistant>('/assistants')).map(exported)) }
      : await exported(await door.get<Assistant>(`/assistants/${id}`));
  return new Blob([JSON.stringify(value, null, 2), '\n'], { type: 'application/json' });
}
