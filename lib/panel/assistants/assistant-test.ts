import { DEFAULT_ASSISTANT } from '../../assistants/default-assistant.ts';
import type { Assistant, Run } from '../../assistants/objects.ts';
import { toAppError } from '../../errors.ts';
import { type FrontDoor, Refusal } from '../front-door.ts';
import type { PanelBackground } from '../ports.ts';
import { fieldOf, readDraft } from './assistant-draft.ts';
import { createTestRows } from './assistant-test-rows.ts';
import { createTestThread } from './assistant-test-thread.ts';
import type { AssistantBody, AssistantDraft, AssistantsStore, TestChat, TestChatState } from './assistants-model.ts';

type Parts = {
  readonly door: FrontDoor;
  readonly background: PanelBackground;
  readonly store: AssistantsStore;
  readonly now: () => number;
};

export function createTestChat({ door, background, store, now }: Parts): TestChat {
  const listeners = new Set<() => void>();
  let trouble: Pick<TestChatState, 'problem' | 'error'> = NONE;
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const rows = createTestRows(background, store, changed);
  const thread = createTestThread({ door, store, now, onThread: rows.watch });

  /** True when it came through. */
  async function attempt(task: () => Promise<unknown>, draft: AssistantDraft | null): Promise<boolean> {
    try {
      await task();
      trouble = NONE;
    } catch (thrown) {
      const isOfDraft = thrown instanceof Refusal && draft !== null;
      trouble = isOfDraft
        ? { problem: { field: fieldOf(thrown.param, draft), sentence: thrown.message }, error: null }
        : { problem: null, error: toAppError(thrown) };
    }
    changed();
    return trouble === NONE;
  }

  async function ask(text: string, draft: AssistantDraft, body: AssistantBody): Promise<void> {
    const own = await door.get<Assistant>(`/assistants/${draft.id ?? DEFAULT_ASSISTANT}`);
    const id = await thread.threadFor(draft, own);
    const additional_messages = [{ role: 'user', content: text }];
    await door.post<Run>(`/threads/${id}/runs`, { assistant_id: own.id, ...asTyped(body, own), additional_messages });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => ({ ...rows.view(), ...trouble }),
    async send(text, draft) {
      const typed = readDraft(draft);
      if ('body' in typed) return attempt(() => ask(text, draft, typed.body), draft);
      trouble = { problem: typed.problem, error: null };
      changed();
      return false;
    },
    async submit(tool_outputs) {
      const run = rows.run();
      if (run === undefined) return;
      const path = `/threads/${run.thread_id}/runs/${run.id}/submit_tool_outputs`;
      await attempt(() => door.post(path, { tool_outputs }), null);
    },
    stop() {
      const run = rows.run();
      // It may end by itself in the same moment.
      if (run !== undefined) door.post(`/threads/${run.thread_id}/runs/${run.id}/cancel`, {}).catch(() => undefined);
    },
    clear: async () => {
      await attempt(thread.clear, null);
    },
  };
}

const NONE = { problem: null, error: null };

/** A run takes what it is not given from the assistant that is stored: what was cleared in the form is what servers take for nothing. */
function asTyped(body: AssistantBody, own: Assistant) {
  const { instructions, model, tools, response_format, temperature, top_p, reasoning_effort } = body;
  return {
    ...{ instructions: instructions ?? '', model, tools, response_format, temperature, top_p, reasoning_effort },
    ...(temperature === null && own.temperature !== null ? { temperature: 1 } : {}),
    ...(top_p === null && own.top_p !== null ? { top_p: 1 } : {}),
    ...(reasoning_effort === null && own.reasoning_effort !== null ? { reasoning_effort: 'medium' } : {}),
  };
}
