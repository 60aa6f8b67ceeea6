import type { PageKind, TranscriptGap } from '../../page/snapshot.ts';
import type { CreationOrder } from './common.ts';

export type FileObject = {
  readonly id: string;
  readonly object: 'file';
  readonly bytes: number;
  readonly created_at: number;
  /** Absent: it stays until it is deleted. */
  readonly expires_at?: number;
  readonly filename: string;
  readonly purpose: 'assistants' | 'assistants_output' | 'vision' | 'user_data';
  readonly status: 'uploaded' | 'processed' | 'error';
  readonly local: {
    readonly order: CreationOrder;
    readonly media_type: string;
    /** Present when the file is a captured page. */
    readonly page?: {
      readonly url: string;
      readonly title: string;
      readonly kind: PageKind;
      readonly content_hash: string;
      readonly passages: number;
      /** How many of them, the last ones, stand beside the main content. Absent: none. */
      readonly beside?: number;
      /** As its snapshot says. */
      readonly transcript?: TranscriptGap;
      /** Unguessable delimiter around the page's text in every prompt; stable, so that servers can cache the prefix. */
      readonly fence: string;
    };
  };
};
