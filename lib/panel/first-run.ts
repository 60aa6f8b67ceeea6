import type { PanelReads } from './ports.ts';

/** The first words to a new user: until something has been asked or they put them away. */
export function createFirstRun(reads: Pick<PanelReads, 'isFirstRun' | 'endFirstRun'>, changed: () => void) {
  let isFirst = false;

  void reads.isFirstRun().then(
    (first) => {
      isFirst = first;
      if (first) changed();
    },
    // A database that cannot be read says so elsewhere.
    () => undefined,
  );

  return {
    isNow(messages: number): boolean {
      if (messages > 0) isFirst = false;
      return isFirst;
    },

    end(): void {
      isFirst = false;
      changed();
      // They come again where the disk is full; that is no news.
      reads.endFirstRun().catch(() => undefined);
    },
  };
}

export type FirstRun = ReturnType<typeof createFirstRun>;
