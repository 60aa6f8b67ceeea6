import type { CreationOrder, Metadata } from './common.ts';
import type { ToolResources } from './tools.ts';

export type Thread = {
  readonly id: string;
  readonly object: 'thread';
  readonly created_at: number;
  readonly metadata: Metadata;
  readonly tool_resources: ToolResources | null;
  readonly local: {
    readonly order: CreationOrder;
    /** Site key (lib/page/site.ts), or null for a thread made through the API. */
    readonly site: string | null;
    /** Unix milliseconds of the last message or run. */
    readonly active_at: number;
    /** Pages attached in this thread, one per url, the newest attached last. */
    readonly pages: readonly AttachedPage[];
  };
};

/** `passages`: how many it has, so that markers can be numbered without reading it. */
export type AttachedPage = { readonly file_id: string; readonly url: string; readonly passages: number };
