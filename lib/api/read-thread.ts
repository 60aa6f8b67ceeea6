import type { NewThread, ThreadUpdate } from '../assistants/operations/threads.ts';
import { message } from './read-message.ts';
import { metadata } from './read-metadata.ts';
import { newToolResources, toolResources } from './read-tool-resources.ts';
import { fields, list, maybe, optional, type Reader } from './readers.ts';

export const newThread: Reader<NewThread> = fields({
  messages: optional(list(message)),
  tool_resources: maybe(newToolResources),
  metadata: maybe(metadata),
});

export const threadUpdate: Reader<ThreadUpdate> = fields({
  tool_resources: maybe(toolResources),
  metadata: maybe(metadata),
});

/** Of a message or a run nothing else can be changed. */
export const metadataUpdate = fields({ metadata: maybe(metadata) });
