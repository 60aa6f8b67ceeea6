/** The prompt library: what is stored of it, what is shown of it, and what can be done with it. */

import type { AppError } from '../../errors.ts';

/** The digit of a prompt's key. Those before it are the extension's own commands. */
export type PromptKey = 4 | 5 | 6 | 7 | 8 | 9;

/** A prompt that gets a key, which another one loses then; null: it has none. */
export type KeyGiven = { readonly id: string; readonly key: PromptKey | null };

/** A prompt of the user's own. */
export type PromptRow = {
  readonly id: string;
  readonly name: string;
  /** What is typed behind the slash; no two prompts have the same. */
  readonly command: string;
  /** With variables such as `{{page}}`. */
  readonly text: string;
  /** The lowest comes first. */
  readonly order: number;
  /** Unix milliseconds. */
  readonly created_at: number;
};

/**
 * `hidden`: built-in prompts that the user does not want to see, by id. `keys`: the id of a prompt, which may be deleted by now, by the
 * digit of its key.
 */
export type PromptRows = {
  readonly own: readonly PromptRow[];
  readonly hidden: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
};

/** The user's own come first, in their order. Only built-in ones can be hidden. */
export type PromptView = Pick<PromptRow, 'id' | 'name' | 'command' | 'text'> & {
  /** The text with words in the place of its variables. */
  readonly about: string;
  readonly built_in: boolean;
  readonly hidden: boolean;
  /** No two prompts have the same. */
  readonly key: PromptKey | null;
  /** Words are wanted behind its command: choosing it does not send it. */
  readonly takes_input: boolean;
  /** Quoting the page cannot do it. */
  readonly needs_model: boolean;
};

export interface PromptsStore {
  read(): Promise<PromptRows>;
  /** All of them or none. */
  put(rows: readonly PromptRow[], given?: readonly KeyGiven[]): Promise<void>;
  /** Its key is kept for it until another one gets it: it may come back. */
  remove(id: string): Promise<void>;
  hide(id: string, hidden: boolean): Promise<void>;
}

/** A prompt as its form holds it; `id` null until it is stored. */
export type PromptDraft = Pick<PromptView, 'name' | 'command' | 'text' | 'key'> & { readonly id: string | null };

export type PromptProblems = {
  /** The prompt that has the command already, by name; null where nobody has it. */
  readonly taken_by: string | null;
  /** Variables of the text that there are not, such as `{{date}}`. */
  readonly unknown: readonly string[];
};

/** `renamed`: those whose command was taken and that got another. `keyless`: those whose key was taken and that got none. */
export type PromptsImport =
  | {
      readonly status: 'done';
      readonly added: number;
      readonly renamed: number;
      readonly keyless: number;
      readonly already: number;
    }
  | { readonly status: 'failed'; readonly error: AppError };

/** None rejects; null is success. */
export type PromptsActions = {
  /** Gives what keeps the prompt from being stored. */
  readonly save: (draft: PromptDraft) => Promise<AppError | null>;
  /** As a command is kept: small letters, no spaces, no slash. Pure. */
  readonly commandOf: (typed: string) => string;
  /** Pure, over the library as it is shown. */
  readonly check: (draft: PromptDraft) => PromptProblems;
  /** Gives what puts it back; null where it could not be removed. */
  readonly remove: (id: string) => Promise<(() => Promise<AppError | null>) | null>;
  readonly hide: (id: string, hidden: boolean) => void;
  /** Those that there are. */
  readonly keys: readonly PromptKey[];
  /** Takes it from the prompt that has it. */
  readonly giveKey: (id: string, key: PromptKey | null) => void;
  /** One place up or down among the user's own. */
  readonly move: (id: string, by: 1 | -1) => void;
  /** The user's own, as a file that {@link PromptsActions.import} reads. */
  readonly export: () => Promise<Blob>;
  /** Changes nothing where the file is none that can be read. */
  readonly import: (file: Blob) => Promise<PromptsImport>;
};
