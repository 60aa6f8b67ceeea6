import 'fake-indexeddb/auto';
import { answerFrame } from '../../lib/api/port-server.ts';
import { NEW_ASSISTANT } from '../../lib/panel/assistants/assistant-draft.ts';
import { createAssistantsActions } from '../../lib/panel/assistants/assistants.ts';
import type { AssistantDraft, AssistantsActions } from '../../lib/panel/assistants/assistants-model.ts';
import type { PanelBackground } from '../../lib/panel/ports.ts';
import type { BackgroundFrame } from '../../lib/protocol.ts';
import { createAssistantsStore } from '../../lib/store/assistants-store.ts';
import { createWorld } from './engine.ts';

type World = ReturnType<typeof createWorld>;
type Worker = ReturnType<World['startWorker']>;

/** A surface's port to a worker; every frame goes through JSON, as it does in browsers. */
export function backgroundOf({ api }: Worker): PanelBackground {
  const listeners: ((frame: BackgroundFrame) => void)[] = [];
  return {
    post: async (frame) => {
      const answer: BackgroundFrame = JSON.parse(
        JSON.stringify(await answerFrame(api, JSON.parse(JSON.stringify(frame)))),
      );
      for (const listener of listeners) listener(answer);
    },
    onFrame: (listener) => listeners.push(listener),
    onStop: () => undefined,
    watch: () => undefined,
    wake: () => undefined,
    send: () => Promise.reject(new Error('Nothing but requests is sent.')),
  };
}

/** The options page's assistants over the whole engine and a database. */
export function createAssistantsPage() {
  const world = createWorld();
  const worker = world.startWorker();
  const store = createAssistantsStore(world.db);
  const files: { readonly name: string; readonly file: Blob }[] = [];
  const actions = createAssistantsActions({
    store,
    background: () => backgroundOf(worker),
    saveFile: (name, file) => files.push({ name, file }),
    shrink: async () => 'data:image/png;base64,AAAA',
    now: Date.now,
  });
  /** The JSON that is saved as a file. */
  const exported = async (id: string | null): Promise<string> => {
    await actions.exportFile(id, 'saved');
    return (await files.at(-1)?.file.text()) ?? '';
  };
  return { world, worker, store, actions, exported, assistants: worker.client.beta.assistants };
}

export const draft = (change: Partial<AssistantDraft> = {}): AssistantDraft => ({
  ...NEW_ASSISTANT,
  name: 'Editor',
  ...change,
});

/** Saves, and gives the form as it is then. */
export async function saved(actions: AssistantsActions, change: Partial<AssistantDraft> = {}): Promise<AssistantDraft> {
  const result = await actions.save(draft(change));
  if (result.status !== 'saved') throw new Error(JSON.stringify(result));
  return result.draft;
}
