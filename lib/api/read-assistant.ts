import type { AssistantUpdate, NewAssistant } from '../assistants/operations/assistants.ts';
import { metadata } from './read-metadata.ts';
import { newToolResources, toolResources } from './read-tool-resources.ts';
import { reasoningEffort, responseFormat, tools } from './read-tools.ts';
import { decimal, fields, maybe, optional, type Reader, string } from './readers.ts';

/** Known to whatever server answers; no list is looked at. */
const model = string({ min: 1 });

const described = {
  name: maybe(string({ max: 256 })),
  description: maybe(string({ max: 512 })),
  instructions: maybe(string({ max: 256_000 })),
  tools: optional(tools(128)),
  metadata: maybe(metadata),
  temperature: maybe(decimal({ min: 0, max: 2 })),
  top_p: maybe(decimal({ min: 0, max: 1 })),
  response_format: maybe(responseFormat),
  reasoning_effort: maybe(reasoningEffort),
};

export const newAssistant: Reader<NewAssistant> = fields({
  model,
  ...described,
  tool_resources: maybe(newToolResources),
});

export const assistantUpdate: Reader<AssistantUpdate> = fields({
  model: optional(model),
  ...described,
  tool_resources: maybe(toolResources),
});
