export type FunctionTool = {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly strict?: boolean | null;
  };
};

export type FileSearchTool = {
  readonly type: 'file_search';
  readonly file_search?: {
    /** 1 to 50; 20 unless given. */
    readonly max_num_results?: number;
    readonly ranking_options?: {
      readonly ranker?: 'auto' | 'default_2024_08_21';
      /** 0 to 1; results below it are left out. */
      readonly score_threshold: number;
    };
  };
};

export type AssistantTool = { readonly type: 'code_interpreter' } | FileSearchTool | FunctionTool;

export type ToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { readonly type: 'function'; readonly function: { readonly name: string } }
  | { readonly type: 'file_search' | 'code_interpreter' };

export type ResponseFormat =
  | 'auto'
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | { readonly type: 'json_schema'; readonly json_schema: Readonly<Record<string, unknown>> };

export type ToolResources = {
  readonly code_interpreter?: { readonly file_ids?: readonly string[] };
  readonly file_search?: { readonly vector_store_ids?: readonly string[] };
};
