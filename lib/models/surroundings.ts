import type { BuiltInModels } from './built-in/interface.ts';
import type { Idle } from './guard/limits.ts';

/** What talking to a model server needs from the browser. */
export type Surroundings = {
  /** Whether the extension holds host permission for an origin such as `http://127.0.0.1:11434`. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
  /** False only when the browser knows that there is no network at all. */
  readonly isOnline: () => boolean;
  /** How long a server may be silent. Default: DEFAULT_IDLE in guard/limits.ts. */
  readonly idle?: Idle;
  readonly fetch?: typeof fetch;
  /** The browser's own models; absent is a browser without any. */
  readonly builtIn?: BuiltInModels;
  /** Unix milliseconds. */
  readonly now?: () => number;
};
