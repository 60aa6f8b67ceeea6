import type { Appearance } from '../panel/appearance.ts';
import type { Database } from './database.ts';

const APPEARANCE_KEY = 'appearance';
export const NEVER_READ_KEY = 'never_read';
const RETENTION_KEY = 'retention_days';

const THEMES = ['system', 'light', 'dark'] as const;
const TEXT_SIZES = ['normal', 'small', 'large', 'largest'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** What the settings say about looks and about what is read and kept. A missing row is the default. */
export function createPreferences(db: Database) {
  const read = async (key: string): Promise<unknown> => (await db.settings.get(key))?.value;
  const write = async (key: string, value: unknown): Promise<void> => {
    await db.settings.put({ key, value });
  };

  return {
    async appearance(): Promise<Appearance> {
      const value = await read(APPEARANCE_KEY);
      const { theme, text_size, density }: { readonly [key in keyof Appearance]?: unknown } =
        typeof value === 'object' && value !== null ? value : {};
      return {
        theme: oneOf(THEMES, theme),
        text_size: oneOf(TEXT_SIZES, text_size),
        density: oneOf(DENSITIES, density),
      };
    },
    setAppearance: (appearance: Appearance) => write(APPEARANCE_KEY, appearance),

    /** Entries as lib/page/never-read.ts reads them, in the order in which they were added. */
    async neverRead(): Promise<readonly string[]> {
      return readEntries(await read(NEVER_READ_KEY));
    },
    setNeverRead: (entries: readonly string[]) => write(NEVER_READ_KEY, entries),

    /** Days after which an unused thread is deleted; null keeps all of them. */
    async retention(): Promise<number | null> {
      const value = await read(RETENTION_KEY);
      return typeof value === 'number' && value >= 1 ? value : null;
    },
    setRetention: (days: number | null) => write(RETENTION_KEY, days),
  };
}

/** The entries of a setting's value, without what is none. */
export function readEntries(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The first one where it is none of them. */
function oneOf<T>(values: readonly [T, ...T[]], value: unknown): T {
  return values.find((one) => one === value) ?? values[0];
}
