import type { KeyGiven, PromptRows, PromptsStore } from '../panel/prompts/prompts-model.ts';
import type { Database } from './database.ts';

const HIDDEN_KEY = 'hidden_prompts';
const KEYS_KEY = 'prompt_keys';

/** The user's own prompts, which of the built-in ones they have hidden, and which prompts have a key. */
export function createPrompts(db: Database): PromptsStore {
  async function hidden(): Promise<readonly string[]> {
    const value = (await db.settings.get(HIDDEN_KEY))?.value;
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  async function keys(): Promise<PromptRows['keys']> {
    const value: unknown = (await db.settings.get(KEYS_KEY))?.value;
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, id]) => typeof id === 'string'));
  }

  async function giveKeys(given: readonly KeyGiven[]): Promise<void> {
    if (given.length === 0) return;
    const ids = given.map(({ id }) => id);
    const others = Object.entries(await keys()).filter(([, id]) => !ids.includes(id));
    const added = given.flatMap(({ id, key }) => (key === null ? [] : [[String(key), id] as const]));
    const value = Object.fromEntries([...others, ...added]);
    // With no row an import may bring its own.
    if (Object.keys(value).length === 0) await db.settings.delete(KEYS_KEY);
    else await db.settings.put({ key: KEYS_KEY, value });
  }

  return {
    async read() {
      const [own, ids, byDigit] = await Promise.all([db.prompts.orderBy('order').toArray(), hidden(), keys()]);
      return { own, hidden: ids, keys: byDigit };
    },

    put: (rows, given = []) =>
      db.transaction('rw', db.prompts, db.settings, async () => {
        await db.prompts.bulkPut(rows);
        await giveKeys(given);
      }),

    remove: (id) => db.prompts.delete(id),

    hide: (id, isHidden) =>
      db.transaction('rw', db.settings, async () => {
        const others = (await hidden()).filter((one) => one !== id);
        await db.settings.put({ key: HIDDEN_KEY, value: isHidden ? [...others, id] : others });
      }),
  };
}
