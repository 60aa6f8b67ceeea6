import type { PromptsStore } from '../panel/prompts-model.ts';
import type { Database } from './database.ts';

const HIDDEN_KEY = 'hidden_prompts';

/** The user's own prompts, and which of the built-in ones they have hidden. */
export function createPrompts(db: Database): PromptsStore {
  async function hidden(): Promise<readonly string[]> {
    const value = (await db.settings.get(HIDDEN_KEY))?.value;
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  return {
    async read() {
      const [own, ids] = await Promise.all([db.prompts.orderBy('order').toArray(), hidden()]);
      return { own, hidden: ids };
    },

    put: (rows) =>
      db.transaction('rw', db.prompts, async () => {
        await db.prompts.bulkPut(rows);
      }),

    remove: (id) => db.prompts.delete(id),

    hide: (id, isHidden) =>
      db.transaction('rw', db.settings, async () => {
        const others = (await hidden()).filter((one) => one !== id);
        await db.settings.put({ key: HIDDEN_KEY, value: isHidden ? [...others, id] : others });
      }),
  };
}
