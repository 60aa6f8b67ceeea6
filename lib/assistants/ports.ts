/** What the engine needs from outside. lib/store, lib/models and lib/platform implement these. */

import type { AppError } from '../errors.ts';
import type { PageSnapshot, Passage } from '../page/snapshot.ts';
import type { HeardRemote, Remote } from './objects/remote.ts';
import type {
  Annotation,
  Assistant,
  Chunk,
  FileObject,
  FunctionTool,
  HostedCall,
  Message,
  MessageVersion,
  ResponseFormat,
  Run,
  RunStep,
  Thread,
  ToolChoice,
  Usage,
  VectorStore,
  VectorStoreFile,
  VectorStoreFileBatch,
  VectorStoreFileStatus,
} from './objects.ts';

export type { HeardRemote, Remote } from './objects/remote.ts';

export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Calls back once after `milliseconds`; the result cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** A fresh id with the given published prefix, such as `msg_` or `file-`. */
export type NewId = (prefix: string) => string;

export type ListQuery = {
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  readonly after?: string;
  readonly before?: string;
};

export type Page<T> = { readonly data: T[]; readonly has_more: boolean };

/** Files and vector stores of a thread. */
export type Holdings = { readonly file_ids: readonly string[]; readonly vector_store_ids: readonly string[] };

export interface Repository<T> {
  get(id: string): Promise<T | undefined>;
  put(row: T): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface Store {
  /** All writes inside happen together or not at all. Nothing but store calls may be awaited inside. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  readonly assistants: Repository<Assistant> & {
    list(query: ListQuery): Promise<Page<Assistant>>;
    /** Those whose `tool_resources.code_interpreter` holds the file. */
    withFile(fileId: string): Promise<Assistant[]>;
  };
  readonly threads: Repository<Thread> & {
    /** Those whose `tool_resources.code_interpreter` holds the file. */
    withFile(fileId: string): Promise<Thread[]>;
    /** The current thread under a key of thread-place.ts. */
    currentOf(key: string): Promise<Thread | undefined>;
    setCurrent(key: string, threadId: string): Promise<void>;
    clearCurrent(key: string): Promise<void>;
    /** It is current nowhere. */
    forgetCurrent(threadId: string): Promise<void>;
    /** With its title, by which it can be found from now on. */
    putTitled(thread: Thread): Promise<void>;
    /** What nobody else would hold once the thread is deleted. */
    onlyHeldBy(thread: Thread): Promise<Holdings>;
    /** Those whose `local.deleted_at` is at or before `until`. */
    deletedUntil(until: number): Promise<Thread[]>;
  };
  readonly messages: Repository<Message> & {
    list(threadId: string, query: ListQuery & { readonly run_id?: string }): Promise<Page<Message>>;
    /** Read lazily: stop iterating and nothing more is read. */
    newestFirst(threadId: string): AsyncIterable<Message>;
    oldestFirst(threadId: string): AsyncIterable<Message>;
    /** The newest message of a role. */
    newestOf(threadId: string, role: Message['role']): Promise<Message | undefined>;
    deleteOf(threadId: string): Promise<void>;
  };
  readonly message_versions: Repository<MessageVersion> & {
    /** Those that followed the message of this order. */
    after(threadId: string, order: number): Promise<MessageVersion[]>;
    deleteOf(threadId: string): Promise<void>;
  };
  readonly runs: Repository<Run> & {
    list(threadId: string, query: ListQuery): Promise<Page<Run>>;
    /** Every run that is not terminal. */
    active(): Promise<Run[]>;
    activeOf(threadId: string): Promise<Run | undefined>;
    /** Those that runs of the thread have asked for, in threads of their own. */
    askedFrom(threadId: string): Promise<Run[]>;
    /** With their steps and what their models were asked. */
    deleteOf(threadId: string): Promise<void>;
    /** Only what their models were asked: it holds words of messages, which may be deleted. */
    forgetRequests(threadId: string): Promise<void>;
  };
  readonly run_steps: Repository<RunStep> & {
    list(runId: string, query: ListQuery): Promise<Page<RunStep>>;
  };
  readonly files: Repository<FileObject> & {
    /** With its content. Rows in vector stores are not looked at. */
    delete(id: string): Promise<void>;
    list(query: ListQuery & { readonly purpose?: string }): Promise<Page<FileObject>>;
    /** Files whose time is over at `now`, in unix seconds. */
    expired(now: number): Promise<FileObject[]>;
    content(id: string): Promise<Uint8Array | undefined>;
    putContent(id: string, bytes: Uint8Array): Promise<void>;
    /** The snapshot a page's File holds; undefined for other files. */
    snapshot(id: string): Promise<PageSnapshot | undefined>;
  };
  readonly vector_stores: Repository<VectorStore> & {
    /** With its files' rows, their chunks and its batches. */
    delete(id: string): Promise<void>;
    list(query: ListQuery): Promise<Page<VectorStore>>;
  };
  /** Rows by store and file together: a file may be in several stores. */
  readonly vector_store_files: {
    get(storeId: string, fileId: string): Promise<VectorStoreFile | undefined>;
    put(row: VectorStoreFile): Promise<void>;
    /** With its chunks. */
    delete(storeId: string, fileId: string): Promise<void>;
    list(storeId: string, query: VectorStoreFileQuery): Promise<Page<VectorStoreFile>>;
    /** The file's rows in every store. */
    ofFile(fileId: string): Promise<VectorStoreFile[]>;
    /** Captures of the page at this url. */
    ofPage(storeId: string, url: string): Promise<VectorStoreFile[]>;
    /** Every row that is still `in_progress`, oldest first. */
    unfinished(): Promise<VectorStoreFile[]>;
    chunks(storeId: string, fileId: string): Promise<readonly Chunk[]>;
    putChunks(storeId: string, fileId: string, chunks: readonly Chunk[]): Promise<void>;
  };
  readonly vector_store_file_batches: Repository<VectorStoreFileBatch>;
  /** A page's passages by meaning, as one model sees them; they go with the page's file. */
  readonly passage_vectors: {
    get(fileId: string): Promise<PassageVectors | undefined>;
    put(row: PassageVectors): Promise<void>;
  };
  /** What a model counts for one token of ours; `id` names the connection and the model. */
  readonly token_ratios: Repository<TokenRatio>;
}

export type VectorStoreFileQuery = ListQuery & {
  readonly filter?: VectorStoreFileStatus;
  readonly batch_id?: string;
};

/** Tokens as a server counted them over tokens as we estimated them, averaged over prompts. */
export type TokenRatio = { readonly id: string; readonly ratio: number };

/** One vector a passage, in the page's order. `model` names the connection and the embedding model. */
export type PassageVectors = {
  readonly file_id: string;
  readonly model: string;
  readonly vectors: readonly Float32Array[];
};

/** Turns texts into vectors whose cosine says how alike their meanings are. */
export type Embedder = {
  /** Names the connection and the model: vectors of others cannot be compared. */
  readonly model: string;
  /** One vector a text, in their order. Throws AppFailure. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
};

export type ModelMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: string; readonly images?: readonly ModelImage[] }
  | {
      readonly role: 'assistant';
      readonly content: string;
      readonly tool_calls?: readonly {
        readonly id: string;
        readonly type: 'function';
        readonly function: { readonly name: string; readonly arguments: string };
        readonly extra?: CallExtra;
      }[];
    }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

/** `url`: `data:` or `https:`. */
export type ModelImage = { readonly url: string; readonly detail?: 'auto' | 'low' | 'high' };

/** What a call's server wants back with it in later prompts, as it came. Nobody but its backend looks into it. */
export type CallExtra = Readonly<Record<string, unknown>>;

/** A page as one run sees it. Marker n in an answer is the passage whose id is `n - first_marker + 1`. */
export type PageSource = {
  readonly file_id: string;
  readonly first_marker: number;
  readonly snapshot: PageSnapshot;
  /** The passages that reach the model, in document order. */
  readonly passages: readonly Passage[];
};

/** One call of a model. `messages` is the whole prompt; `task`, `question` and `sources` say the same to a backend that has no model. */
export type ModelRequest = {
  readonly model: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly FunctionTool[];
  /** What a server that has such tools of its own may use besides; others leave it out. */
  readonly hosted_tools?: readonly 'code_interpreter'[] | 'none';
  readonly tool_choice: ToolChoice;
  readonly parallel_tool_calls: boolean;
  readonly response_format: ResponseFormat;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly reasoning_effort: string | null;
  /** What is left of the run's budget; null is no limit. */
  readonly max_completion_tokens: number | null;
  readonly task: 'summarize' | 'answer';
  readonly question: string;
  /** What was noted of the one page in `sources`, which is too long to be read at once; absent where the pages themselves are given. */
  readonly notes?: string;
  /** Newest attached page last. */
  readonly sources: readonly PageSource[];
  /** Where the run's previous completion was made, when `messages` end with the outputs of its calls; absent or null else. */
  readonly remote?: Remote | null;
};

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter';

/** The one union every backend streams. Exactly one `finish` or `error` ends it. */
export type StreamPart =
  | { readonly type: 'text-delta'; readonly delta: string }
  | { readonly type: 'reasoning-delta'; readonly delta: string }
  /** The first delta of a call carries its id and name. `index` is the call's place in this completion, from 0. */
  | {
      readonly type: 'tool-call-delta';
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly arguments_delta: string;
      /** Takes the place of what came before it for the same call. */
      readonly extra?: CallExtra;
    }
  /** The server has performed a call of one of its own tools; text behind it is another message. */
  | ({ readonly type: 'hosted-call' } & HostedCall)
  /** What some words of the answer rest on. Its indexes count through all of the answer's text; its `text` is not looked at. */
  | { readonly type: 'annotation'; readonly annotation: Annotation }
  /** The answer is made without the images of the question: the model takes none. */
  | { readonly type: 'images-left-out' }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** Everything before this part need not be sent again when the answer is taken up at `remote`. */
  | { readonly type: 'remote'; readonly remote: Remote }
  /**
   * Nothing has come of the request yet; it is made at `until` (unix milliseconds) because of `error`. While `offline` that is
   * as soon as there is a network, and `until` is when the wait began.
   */
  | { readonly type: 'waiting'; readonly until: number; readonly error: AppError }
  | { readonly type: 'finish'; readonly reason: FinishReason }
  | { readonly type: 'error'; readonly error: AppError };

/** What a model was asked, as far as people want to look at it later: without what the request says a second time. */
export type SentRequest = Omit<ModelRequest, 'task' | 'question' | 'notes' | 'sources' | 'remote'>;

/** Keeps what a run is about to ask a model. Returns at once and never throws: the answer does not hang on it. */
export type KeepRequest = (runId: string, request: SentRequest) => void;

export interface Backend {
  /** False for one that answers from `question` and `sources`, and looks at no message. */
  readonly reads_messages?: false;
  /** Ends silently when `signal` is aborted. Never throws for what a server does: that is an `error` part. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<StreamPart>;
  /**
   * Takes up an answer that goes on at the server without us: the parts behind `remote.cursor`, on the same terms. Absent where
   * an answer lives in its one request.
   */
  resume?(remote: HeardRemote, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** Tells the server that nobody wants the answer any more; for an answer that would go on without us. Never throws. */
  abandon?(remote: Remote): Promise<void>;
}

export type ResolvedBackend = {
  readonly backend: Backend;
  readonly connection_id: string;
  readonly model: string;
  /** Tokens the model reads at most, prompt and answer together. */
  readonly context_tokens: number;
  /** Absent where the user has chosen no embedding model. */
  readonly embedder?: Embedder;
};

export interface Backends {
  /** For a new run: the connection that serves `model`. `default` means the default connection with its own model. */
  choose(model: string): Promise<{ readonly connection_id: string; readonly model: string }>;
  /** For a run that exists. Throws AppFailure `connection-missing` when its connection is gone. */
  open(connectionId: string, model: string): Promise<ResolvedBackend>;
  /** Names that a run may give as its model, as far as anybody lists them. Never throws: a server that is away lists none. */
  models(): Promise<readonly string[]>;
}

/** At most one holder per name in the whole browser. Undefined when somebody else holds it. */
export type TryLock = <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
