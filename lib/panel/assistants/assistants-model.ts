/** The user's assistants on the options page: as the form holds them, and what can be done with them. */

import type { Assistant, AssistantPicture, FileSearchTool, FunctionCall } from '../../assistants/objects.ts';
import type { AppError } from '../../errors.ts';
import type { MessageView, RunView } from '../model.ts';
import type { ThreadRows, Watch } from '../ports.ts';

export type ListedAssistant = Pick<Assistant, 'id' | 'name' | 'description' | 'model'> & {
  readonly picture: AssistantPicture | null;
};

export type AssistantsState = {
  /** In the order in which they were made. */
  readonly list: readonly ListedAssistant[];
  /** Who answers where nobody else is chosen. */
  readonly default_id: string;
  /** The one that there always is. */
  readonly built_in_id: string;
};

/** `state`: whether the file can be searched. `problem`: why it cannot, in the engine's words. */
export type DraftFile = {
  readonly id: string;
  readonly name: string;
  readonly state: 'new' | 'reading' | 'ready' | 'failed';
  readonly problem: string;
};

export type AnswerFormat = 'auto' | 'text' | 'json_object' | 'json_schema';

/** An assistant as its form holds it: numbers and JSON as they are typed. */
export type AssistantDraft = {
  /** Null until it is stored. */
  readonly id: string | null;
  readonly picture: AssistantPicture | null;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  /** As a run names it, such as `default`, `on-device`, `conn_…/`, or a name the default connection's server knows. */
  readonly model: string;
  readonly file_search: boolean;
  /** What the form does not show of file search, kept as it is. */
  readonly file_search_options: FileSearchTool['file_search'];
  readonly code_interpreter: boolean;
  /** Each is the JSON of one function: name, description, parameters, strict. */
  readonly functions: readonly string[];
  readonly files: readonly DraftFile[];
  /** Where its files are searched; null until there are some. */
  readonly store_id: string | null;
  readonly temperature: string;
  readonly top_p: string;
  /** Empty is the model's own. */
  readonly reasoning_effort: string;
  readonly response_format: AnswerFormat;
  readonly json_schema: string;
  /** Assistants it may ask, by id. */
  readonly consults: readonly string[];
  readonly metadata: readonly (readonly [key: string, value: string])[];
};

/** A field of the form; functions are told apart by their place. */
export type DraftField =
  | 'name'
  | 'description'
  | 'instructions'
  | 'model'
  | 'temperature'
  | 'top_p'
  | 'reasoning_effort'
  | 'json_schema'
  | 'metadata'
  | 'files'
  | 'tools'
  | 'form'
  | `function-${number}`;

/** What keeps an assistant from being stored. `sentence`, the engine's own; null: what was typed is not what the field takes. */
export type DraftProblem = { readonly field: DraftField; readonly sentence: string | null };

/** What an assistant is created or updated with. */
export type AssistantBody = Omit<Assistant, 'id' | 'object' | 'created_at' | 'local' | 'tool_resources'>;

/** `id`: the assistant exists by now, although not all of it was stored. */
export type SavedAssistant =
  | { readonly status: 'saved'; readonly draft: AssistantDraft }
  | { readonly status: 'refused'; readonly id?: string | null; readonly problem: DraftProblem }
  | { readonly status: 'failed'; readonly id?: string | null; readonly error: AppError };

export type AttachedFile =
  | { readonly status: 'attached'; readonly file: DraftFile }
  | { readonly status: 'refused'; readonly sentence: string }
  | { readonly status: 'failed'; readonly error: AppError };

/** What of an imported assistant has stayed behind, or is not as it was. */
export type ImportNote =
  | { readonly kind: 'files'; readonly names: readonly string[] }
  | { readonly kind: 'tool'; readonly name: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'connection' }
  | { readonly kind: 'copy' };

export type ImportedAssistant = { readonly name: string } & (
  | { readonly status: 'added'; readonly notes: readonly ImportNote[] }
  | { readonly status: 'refused'; readonly sentence: string }
);

/** One of several files, and what came of it. `unreadable`: it holds no assistants, and nothing was changed. */
export type ImportedFile = { readonly file: string } & (
  | { readonly status: 'read'; readonly assistants: readonly ImportedAssistant[] }
  | { readonly status: 'unreadable' }
  | { readonly status: 'failed'; readonly error: AppError }
);

export type TestChatState = {
  readonly messages: readonly MessageView[];
  readonly run: RunView;
  /** Functions whose outputs the run waits for. */
  readonly calls: readonly FunctionCall[];
  /** What kept a question from being asked. */
  readonly problem: DraftProblem | null;
  readonly error: AppError | null;
};

/** A conversation that tries an assistant out as its form holds it. It belongs to no site, and goes when it is closed. */
export type TestChat = {
  readonly state: () => TestChatState;
  /** Calls back after every change. The result stops it. */
  readonly subscribe: (changed: () => void) => () => void;
  readonly send: (text: string, draft: AssistantDraft) => Promise<boolean>;
  readonly submit: (outputs: readonly { readonly tool_call_id: string; readonly output: string }[]) => Promise<void>;
  readonly stop: () => void;
  /** Deletes the conversation; the next question begins another. */
  readonly clear: () => Promise<void>;
};

/** What reads or writes the front door rejects where that fails, unless it says so. */
export type AssistantsActions = {
  /** What such a failure is to the user. Pure. */
  readonly errorOf: (thrown: unknown) => AppError;
  /** The form of a stored assistant, with the names of its files; of null, a new one. What was typed and not saved is kept. */
  readonly open: (
    id: string | null,
  ) => Promise<{ readonly draft: AssistantDraft; readonly kept: AssistantDraft | null }>;
  /** Stores another one that is like it, with files in a place of its own. */
  readonly duplicate: (id: string, name: string) => Promise<SavedAssistant>;
  readonly save: (draft: AssistantDraft) => Promise<SavedAssistant>;
  /** What is typed and not saved, for the next time the form opens; null when there is nothing any more. `id`, of the assistant. */
  readonly keep: (id: string | null, draft: AssistantDraft | null) => void;
  readonly attach: (file: File) => Promise<AttachedFile>;
  /** Deletes those that were attached for a form and that no assistant was saved with. */
  readonly discard: (files: readonly DraftFile[]) => void;
  /** How far the files of a stored assistant have been read. */
  readonly filesOf: (storeId: string) => Promise<readonly DraftFile[]>;
  /** A picture made small, as a `data:` URL. Rejects where the file is no picture. */
  readonly shrink: (file: Blob) => Promise<string>;
  readonly makeDefault: (id: string) => void;
  /** Gives what brings it back; null where it could not be deleted. */
  readonly remove: (id: string) => Promise<(() => Promise<void>) | null>;
  /** Has the browser save the JSON of one assistant, or of all of them as a list. */
  readonly exportFile: (id: string | null, name: string) => Promise<void>;
  readonly importFiles: (files: readonly File[]) => Promise<readonly ImportedFile[]>;
  readonly testChat: () => TestChat;
};

/** What the options page reads and writes of assistants beside the front door. */
export interface AssistantsStore {
  get(id: string): Promise<Assistant | undefined>;
  setPicture(id: string, picture: AssistantPicture | null): Promise<void>;
  /** Exactly as it was. */
  putBack(assistant: Assistant): Promise<void>;
  /** Gives a new assistant what it had elsewhere. Its id only where that is free: false where it is taken. */
  adopt(id: string, had: { readonly id: string | null; readonly created_at: number | null }): Promise<boolean>;
  setOverall(id: string): Promise<void>;
  keptDraft(key: string): Promise<AssistantDraft | null>;
  keepDraft(key: string, draft: AssistantDraft | null): Promise<void>;
  connections(): Promise<readonly { readonly id: string; readonly model: string }[]>;
  thread(id: string): Watch<ThreadRows>;
  /** Conversations that try assistants out and that were not closed, such as by a crash, begun before `before`, unix milliseconds. */
  tests(before: number): Promise<readonly string[]>;
  keepTest(threadId: string, began: number | null): Promise<void>;
}
