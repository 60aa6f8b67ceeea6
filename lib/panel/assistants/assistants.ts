import { DEFAULT_ASSISTANT } from '../../assistants/default-assistant.ts';
import type { Assistant } from '../../assistants/objects.ts';
import { toAppError } from '../../errors.ts';
import { createFrontDoor, type FrontDoor } from '../front-door.ts';
import type { PanelBackground } from '../ports.ts';
import { NEW_ASSISTANT } from './assistant-draft.ts';
import { exportAssistants } from './assistant-export.ts';
import { createAssistantFiles } from './assistant-files.ts';
import { importAssistants } from './assistant-import.ts';
import { readAssistant, saveAssistant } from './assistant-save.ts';
import { createTestChat } from './assistant-test.ts';
import type { AssistantsActions, AssistantsState, AssistantsStore } from './assistants-model.ts';

export type AssistantsPorts = {
  readonly store: AssistantsStore;
  /** Connects when it is first asked. */
  readonly background: () => PanelBackground;
  readonly shrink: (file: Blob) => Promise<string>;
  readonly saveFile: (name: string, file: Blob) => void;
  /** Unix milliseconds. */
  readonly now: () => number;
};

/** A conversation that tries an assistant out is left open for no longer than this, in milliseconds. */
const TEST_LIFE = 12 * 3_600_000;

/** Characters that the API takes. */
const MOST_NAME = 256;

/** What the options page's section "Assistants" does: through the front door, so that one judge says what an assistant may be. */
export function createAssistantsActions({
  store,
  background,
  shrink,
  saveFile,
  now,
}: AssistantsPorts): AssistantsActions {
  let opened: { readonly door: FrontDoor; readonly background: PanelBackground } | null = null;
  const connected = () => {
    if (opened === null) {
      const connection = background();
      opened = { background: connection, door: createFrontDoor(connection) };
      void sweep(opened.door, store, now() - TEST_LIFE);
    }
    return opened;
  };
  const parts = () => {
    const { door } = connected();
    return { door, store, files: createAssistantFiles(door) };
  };

  return {
    errorOf: toAppError,
    async open(id) {
      const draft = id === null ? NEW_ASSISTANT : await readAssistant(parts(), id);
      const kept = await store.keptDraft(id ?? 'new');
      return { draft, kept: JSON.stringify(kept) === JSON.stringify(draft) ? null : kept };
    },
    async duplicate(id, name) {
      const like = await readAssistant(parts(), id);
      return saveAssistant(parts(), { ...like, id: null, store_id: null, name: name.slice(0, MOST_NAME) });
    },
    save: (draft) => saveAssistant(parts(), draft),
    // What is kept is a convenience: a full disk is told of when the assistant is saved.
    keep: (id, draft) => void store.keepDraft(id ?? 'new', draft).catch(() => undefined),
    attach: (file) => parts().files.attach(file),
    discard(files) {
      // One that is gone already is what was wanted.
      for (const { id } of files.filter(({ state }) => state === 'new'))
        void parts()
          .door.remove(`/files/${id}`)
          .catch(() => undefined);
    },
    filesOf: (storeId) => parts().files.list(storeId),
    shrink,
    makeDefault: (id) => void store.setOverall(id),

    async remove(id) {
      const row = await store.get(id);
      if (row === undefined) return null;
      try {
        await connected().door.remove(`/assistants/${id}`);
      } catch {
        return null;
      }
      // What was typed and not saved goes with it, and comes back with it.
      const kept = await store.keptDraft(id);
      await store.keepDraft(id, null);
      // The default one is made anew at once: there always is one.
      if (id === DEFAULT_ASSISTANT) await connected().door.get(`/assistants/${id}`);
      return async () => {
        await store.putBack(row);
        await store.keepDraft(id, kept);
      };
    },

    exportFile: async (id, name) => saveFile(`${name}.json`, await exportAssistants(parts(), id)),
    importFiles: (given) => importAssistants(parts(), given),
    testChat: () => createTestChat({ ...connected(), store, now }),
  };
}

/** Deletes test chats that a page which crashed has left behind. */
async function sweep(door: FrontDoor, store: AssistantsStore, before: number): Promise<void> {
  for (const id of await store.tests(before)) {
    await door.remove(`/threads/${id}`).catch(() => undefined);
    await store.keepTest(id, null);
  }
}

/** The default one is there before it was first asked for. */
export function assistantsState(rows: readonly Assistant[], overall: string | null): AssistantsState {
  const list = rows.map(({ id, name, description, model, local }) => ({
    ...{ id, name, description, model },
    picture: local.picture ?? null,
  }));
  const isThere = list.some(({ id }) => id === DEFAULT_ASSISTANT);
  const built_in = { id: DEFAULT_ASSISTANT, name: 'Sitethread', description: null, model: 'default', picture: null };
  const all = isThere ? list : [built_in, ...list];
  const default_id = all.some(({ id }) => id === overall) ? (overall ?? DEFAULT_ASSISTANT) : DEFAULT_ASSISTANT;
  return { list: all, default_id, built_in_id: DEFAULT_ASSISTANT };
}
