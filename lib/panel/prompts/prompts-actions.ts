import { type AppError, AppFailure, toAppError } from '../../errors.ts';
import { unknownVariables } from './prompt-template.ts';
import { commandOf, PROMPT_KEYS, promptViews } from './prompts.ts';
import { nextOrder, readPrompts, rowsToAdd, writePrompts } from './prompts-file.ts';
import type { PromptDraft, PromptRow, PromptRows, PromptsActions, PromptsStore } from './prompts-model.ts';

type Parts = {
  readonly store: PromptsStore;
  /** The library as it is shown. */
  readonly rows: () => PromptRows;
  readonly newId: () => string;
  readonly now: () => number;
};

/** More bytes than any library of prompts has. */
const MOST_BYTES = 10_000_000;

/** What the options page does with the prompt library. */
export function createPromptsActions({ store, rows, newId, now }: Parts): PromptsActions {
  const settled = (work: Promise<unknown>): Promise<AppError | null> => work.then(() => null, toAppError);

  async function save({ id, name, command, text, key }: PromptDraft): Promise<void> {
    const library = await store.read();
    const before = library.own.find((one) => one.id === id);
    const fields = { name: name.trim(), command: commandOf(command), text: text.trim() };
    const added = { id: newId(), order: nextOrder(library), created_at: now() };
    const row = { ...(before ?? added), ...fields };
    await store.put([row], [{ id: row.id, key }]);
  }

  async function bring(file: Blob) {
    if (file.size > MOST_BYTES) throw new AppFailure({ kind: 'no-prompts-in-file' });
    const found = readPrompts(await file.text());
    const before = await store.read();
    const { added, given, ...counts } = rowsToAdd(found, {
      library: promptViews(before),
      rows: before,
      newId,
      now: now(),
    });
    await store.put(added, given);
    return { status: 'done', added: added.length, ...counts } as const;
  }

  /** The two change places. */
  async function move(id: string, by: 1 | -1): Promise<void> {
    const { own } = await store.read();
    const at = own.findIndex((one) => one.id === id);
    const [moved, other] = [own[at], own[at + by]];
    if (moved === undefined || other === undefined) return;
    await store.put([
      { ...moved, order: other.order },
      { ...other, order: moved.order },
    ]);
  }

  return {
    commandOf,

    check({ id, command, text }) {
      const wanted = commandOf(command);
      const other = promptViews(rows()).find((one) => one.id !== id && one.command === wanted);
      return { taken_by: wanted === '' ? null : (other?.name ?? null), unknown: unknownVariables(text) };
    },

    save: (draft) => settled(save(draft)),

    async remove(id) {
      const row: PromptRow | undefined = (await store.read()).own.find((one) => one.id === id);
      if (row === undefined || (await settled(store.remove(id))) !== null) return null;
      return () => settled(store.put([row]));
    },

    hide: (id, hidden) => void settled(store.hide(id, hidden)),
    keys: PROMPT_KEYS,
    giveKey: (id, key) => void settled(store.put([], [{ id, key }])),
    move: (id, by) => void settled(move(id, by)),
    export: async () => new Blob([writePrompts(promptViews(await store.read()))], { type: 'application/json' }),
    import: (file) => bring(file).catch((thrown: unknown) => ({ status: 'failed', error: toAppError(thrown) })),
  };
}
