import { readNeverRead } from '../page/never-read.ts';
import type { Appearance } from './appearance.ts';

/** None rejects where the disk works. */
export type PreferencesActions = {
  readonly setAppearance: (appearance: Appearance) => void;
  /** False for what is no site. */
  readonly addNeverRead: (typed: string) => boolean;
  readonly removeNeverRead: (entry: string) => void;
  /** Days after which an unused thread is deleted; null keeps all. */
  readonly setRetention: (days: number | null) => void;
  /** Whether models name threads. */
  readonly setNamesThreads: (on: boolean) => void;
  /** How many threads would be deleted if it were so many days now. */
  readonly unused: (days: number) => Promise<number>;
};

export type PreferencesPorts = {
  readonly store: {
    setAppearance(appearance: Appearance): Promise<void>;
    neverRead(): Promise<readonly string[]>;
    setNeverRead(entries: readonly string[]): Promise<void>;
    setRetention(days: number | null): Promise<void>;
    setNamesThreads(on: boolean): Promise<void>;
  };
  readonly showAppearance: (appearance: Appearance) => void;
  readonly unused: (days: number) => Promise<number>;
};

export function createPreferencesActions({ store, showAppearance, unused }: PreferencesPorts): PreferencesActions {
  async function changeNeverRead(entry: string, isIn: boolean): Promise<void> {
    const others = (await store.neverRead()).filter((one) => one !== entry);
    await store.setNeverRead(isIn ? [...others, entry] : others);
  }

  return {
    setAppearance(appearance) {
      showAppearance(appearance);
      void store.setAppearance(appearance);
    },
    addNeverRead(typed) {
      const entry = readNeverRead(typed);
      if (entry !== null) void changeNeverRead(entry, true);
      return entry !== null;
    },
    removeNeverRead: (entry) => void changeNeverRead(entry, false),
    setRetention: (days) => void store.setRetention(days),
    setNamesThreads: (on) => void store.setNamesThreads(on),
    unused,
  };
}
