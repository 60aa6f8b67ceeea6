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
    /** Site key (lib/page/site.ts), or null for a thread made through the API, or imported without a page. */
    readonly site: string | null;
    /** Unix milliseconds of the last message or run. */
    readonly active_at: number;
    /** Unix milliseconds; absent: made here, or elsewhere by a program. */
    readonly imported_at?: number;
    /** Pages attached in this thread, one per url, the newest attached last. */
    readonly pages: readonly AttachedPage[];
    /** Who the user has chosen to answer here; absent: whoever answers on its site, or everywhere. */
    readonly assistant_id?: string;
    /** Takes the place of that assistant's own, as a run names it. */
    readonly model?: string;
    /** Where it is shown; absent: on its site. */
    readonly scope?: 'page' | 'everywhere';
    /** Of a thread that is shown on one page: the page's address (`pageAddress`) and title. */
    readonly page_url?: string;
    readonly page_title?: string;
    /** Whose export it came from: what it shows is its own, without a site too. */
    readonly imported_from?: 'page-assist';
    /**
     * Where the title is from: the user, the first question alone, what the first answer added to that, or a model. Absent: it was
     * given by a program, or before anybody noted it.
     */
    readonly title_by?: 'user' | 'question' | 'answer' | 'model';
    /** Unix milliseconds, all three. A deleted thread is in no list, and goes for good when nobody has wanted it back. */
    readonly pinned_at?: number;
    readonly archived_at?: number;
    readonly deleted_at?: number;
    /** Of messages that were removed: nothing else tells that they go with the thread. */
    readonly removed_file_ids?: readonly string[];
  };
};

/** `passages`: how many it has, so that markers can be numbered without reading it. */
export type AttachedPage = { readonly file_id: string; readonly url: string; readonly passages: number };

/** Who is to answer. `model`, as a run names it, takes the place of the assistant's own; null leaves that. */
export type Answering = { readonly assistant_id: string; readonly model: string | null };
