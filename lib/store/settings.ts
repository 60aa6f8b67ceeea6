import type { OwnPrice, TokenPrice, ToolbarButton } from '../protocol.ts';
import type { Database } from './database.ts';

const TOOLBAR_KEY = 'toolbar_button';
const PRICES_KEY = 'prices';

/** The user's choices that are not connections. A missing row is the default. */
export function createSettings(db: Database) {
  async function prices(): Promise<readonly OwnPrice[]> {
    const value = (await db.settings.get(PRICES_KEY))?.value;
    return Array.isArray(value) ? value.filter(isOwnPrice) : [];
  }

  return {
    toolbarButton: async (): Promise<ToolbarButton> =>
      (await db.settings.get(TOOLBAR_KEY))?.value === 'popup' ? 'popup' : 'panel',
    setToolbarButton: async (value: ToolbarButton): Promise<void> => {
      await db.settings.put({ key: TOOLBAR_KEY, value });
    },
    /** In the order in which they were last changed. */
    prices,
    /** Null forgets it. */
    setPrice: (model: string, price: TokenPrice | null): Promise<void> =>
      db.transaction('rw', db.settings, async () => {
        const others = (await prices()).filter((one) => one.model !== model);
        const value = price === null ? others : [...others, { model, in: price.in, out: price.out }];
        await db.settings.put({ key: PRICES_KEY, value });
      }),
  };
}

function isOwnPrice(value: unknown): value is OwnPrice {
  if (typeof value !== 'object' || value === null) return false;
  return 'model' in value && typeof value.model === 'string' && isPrice(value);
}

function isPrice(value: object): boolean {
  return 'in' in value && 'out' in value && isAmount(value.in) && isAmount(value.out);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
