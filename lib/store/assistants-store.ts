import type { Assistant } from '../assistants/objects.ts';
import type { AssistantDraft, AssistantsStore } from '../panel/assistants/assistants-model.ts';
import { createAnswering } from './answering.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';
import { createPanelReads } from './panel-reads.ts';

const TESTS_KEY = 'assistant_tests';
const draftKey = (key: string) => `assistant_draft:${key}`;

/** What the options page reads and writes of assistants. The front door knows nothing of pictures, and gives ids of its own. */
export function createAssistantsStore(db: Database): AssistantsStore {
  const { thread } = createPanelReads(db);

  /** Nobody else writes the row meanwhile. */
  const change = (id: string, changed: (row: Assistant) => Assistant) =>
    db.transaction('rw', db.assistants, async () => {
      const row = await db.assistants.get(id);
      if (row !== undefined) await db.assistants.put(changed(row));
    });

  async function tests(): Promise<Readonly<Record<string, number>>> {
    const value = (await db.settings.get(TESTS_KEY))?.value;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  }

  return {
    thread: (id) => thread(id),
    get: (id) => db.assistants.get(id),
    connections: () => createConnections(db).list(),
    setOverall: createAnswering(db).setOverall,
    putBack: async (assistant) => {
      await db.assistants.put(assistant);
    },
    setPicture: (id, picture) =>
      change(id, (row) => {
        const { picture: _before, ...local } = row.local;
        return { ...row, local: picture === null ? local : { ...local, picture } };
      }),

    adopt: (id, had) =>
      db.transaction('rw', db.assistants, async () => {
        const row = await db.assistants.get(id);
        if (row === undefined) return true;
        const isTaken = had.id !== null && (await db.assistants.get(had.id)) !== undefined;
        const adopted = {
          ...row,
          id: isTaken || had.id === null ? id : had.id,
          created_at: had.created_at ?? row.created_at,
        };
        if (adopted.id !== id) await db.assistants.delete(id);
        await db.assistants.put(adopted);
        return !isTaken;
      }),

    keptDraft: async (key) => {
      const value = (await db.settings.get(draftKey(key)))?.value;
      // Only this file writes it.
      return value === undefined ? null : (value as AssistantDraft);
    },
    keepDraft: async (key, draft) => {
      await (draft === null
        ? db.settings.delete(draftKey(key))
        : db.settings.put({ key: draftKey(key), value: draft }));
    },

    tests: async (before) => Object.entries(await tests()).flatMap(([id, began]) => (began < before ? [id] : [])),
    keepTest: (threadId, began) =>
      db.transaction('rw', db.settings, async () => {
        const { [threadId]: _before, ...others } = await tests();
        await db.settings.put({ key: TESTS_KEY, value: began === null ? others : { ...others, [threadId]: began } });
      }),
  };
}
