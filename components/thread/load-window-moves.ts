import { whenIdle } from '../controls/when-idle.ts';
import type { windowMoves as moves } from './window-moves.ts';

type WindowMoves = typeof moves;

let loaded: WindowMoves | null = null;

/** Nobody scrolls in the panel's first moment: what that takes is read from the package behind it. */
whenIdle(() => {
  void import('./window-moves.ts').then(
    (module) => {
      loaded = module.windowMoves;
    },
    () => undefined, // The extension was replaced under an open panel.
  );
});

/** Null while it is not there: then all is drawn at once. */
export const windowMoves = (): WindowMoves | null => loaded;
