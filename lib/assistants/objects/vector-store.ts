import type { CreationOrder, Metadata } from './common.ts';

export type FileCounts = {
  readonly in_progress: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly total: number;
};

export type VectorStore = {
  readonly id: string;
  readonly object: 'vector_store';
  readonly created_at: number;
  /** Empty when none was given. */
  readonly name: string;
  /** Bytes of its chunks' text. */
  readonly usage_bytes: number;
  readonly file_counts: FileCounts;
  readonly status: 'expired' | 'in_progress' | 'completed';
  /** 1 to 365 days. Absent: it never expires. */
  readonly expires_after?: { readonly anchor: 'last_active_at'; readonly days: number };
  readonly expires_at: number | null;
  readonly last_active_at: number | null;
  readonly metadata: Metadata;
  readonly local: { readonly order: CreationOrder };
};

export type ChunkingStrategy =
  | {
      readonly type: 'static';
      /** 100 to 4096 tokens; the overlap at most half of it. */
      readonly static: { readonly max_chunk_size_tokens: number; readonly chunk_overlap_tokens: number };
    }
  /** Chunks that were not made by size, such as a page's passages. */
  | { readonly type: 'other' };

/** At most 16 pairs; filters of a search compare them. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export type VectorStoreFileStatus = 'in_progress' | 'completed' | 'cancelled' | 'failed';

/** A file inside a store. `id` is the file's, so that a row is found by store and file together. */
export type VectorStoreFile = {
  readonly id: string;
  readonly object: 'vector_store.file';
  readonly usage_bytes: number;
  readonly created_at: number;
  readonly vector_store_id: string;
  readonly status: VectorStoreFileStatus;
  readonly last_error: {
    readonly code: 'server_error' | 'unsupported_file' | 'invalid_file';
    readonly message: string;
  } | null;
  readonly chunking_strategy: ChunkingStrategy;
  readonly attributes: Attributes | null;
  readonly local: {
    readonly order: CreationOrder;
    readonly batch_id?: string;
    /** Present when the file is a captured page: a store holds one capture of each url. */
    readonly page_url?: string;
  };
};

export type VectorStoreFileBatch = {
  readonly id: string;
  readonly object: 'vector_store.files_batch';
  readonly created_at: number;
  readonly vector_store_id: string;
  readonly status: VectorStoreFileStatus;
  readonly file_counts: FileCounts;
  readonly local: { readonly order: CreationOrder };
};

/** A piece of a file as search finds it. */
export type Chunk = {
  readonly text: string;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
};
