/**
 * One of the extension's documents in a real browser. Chromium's panel is driven with real mouse and key events; Firefox's sidebar
 * can only be reached by script, and its implementation clicks and types with synthetic ones.
 */
export type Surface = {
  /** Runs a function inside the document. It may use nothing from outside but its arguments, which travel as JSON. */
  readonly evaluate: <Parameters extends readonly unknown[], Result>(
    task: (...parameters: Parameters) => Result | Promise<Result>,
    ...parameters: Parameters
  ) => Promise<Result>;
  /** Clicks the control with exactly this role and accessible name. */
  readonly click: (role: Role, name: string) => Promise<void>;
  /** Replaces the text of the text box with this accessible name. */
  readonly fill: (name: string, text: string) => Promise<void>;
  /** Writes a PNG. */
  readonly screenshot: (path: string) => Promise<void>;
};

export type Role = 'button' | 'textbox' | 'link' | 'combobox' | 'menuitem';
