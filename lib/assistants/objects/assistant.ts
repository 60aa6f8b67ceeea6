import type { CreationOrder, Metadata } from './common.ts';
import type { AssistantTool, ResponseFormat, ToolResources } from './tools.ts';

export type Assistant = {
  readonly id: string;
  readonly object: 'assistant';
  readonly created_at: number;
  readonly name: string | null;
  readonly description: string | null;
  /** The name the model server knows, or `default`: whatever the default connection offers. */
  readonly model: string;
  readonly instructions: string | null;
  readonly tools: readonly AssistantTool[];
  readonly tool_resources: ToolResources | null;
  readonly metadata: Metadata;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly response_format: ResponseFormat | null;
  readonly reasoning_effort: string | null;
  readonly local: { readonly order: CreationOrder; readonly picture?: AssistantPicture };
};

/** What stands for an assistant in lists: a sign, such as an emoji or a letter, on a color, or a small image as a `data:` URL. */
export type AssistantPicture =
  | { readonly kind: 'sign'; readonly text: string; readonly color: PictureColor }
  | { readonly kind: 'image'; readonly url: string };

export type PictureColor = 'gray' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple';
