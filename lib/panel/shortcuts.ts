/** A keyboard command of the extension, wherever the user is in the browser. */
export type Shortcut = {
  /** As the manifest names it. */
  readonly name: string;
  /** What it does, in the browser's language. */
  readonly description: string;
  /** Such as `Alt`, `Shift`, `2`; empty while none is assigned. */
  readonly keys: readonly string[];
};

export type PanelShortcuts = {
  readonly loadShortcuts: () => Promise<readonly Shortcut[]>;
  /** Opens the browser's own page for them. */
  readonly changeShortcuts: () => void;
};
