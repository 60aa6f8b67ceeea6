import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import { DEFAULT_ASSISTANT, DEFAULT_INSTRUCTIONS } from '../default-assistant.ts';
import type { Assistant } from '../objects.ts';
import type { ListQuery } from '../ports.ts';

export type NewAssistant = Partial<Omit<Assistant, 'id' | 'object' | 'created_at' | 'local'>> & {
  readonly model: string;
};

export function assistantOperations({ store, clock, newId, nextOrder }: Context) {
  async function create(given: NewAssistant, id = newId('asst_')): Promise<Assistant> {
    const assistant: Assistant = {
      object: 'assistant',
      created_at: seconds(clock),
      name: null,
      description: null,
      instructions: null,
      tools: [],
      tool_resources: null,
      metadata: {},
      temperature: null,
      top_p: null,
      response_format: null,
      reasoning_effort: null,
      ...given,
      id,
      local: { order: nextOrder() },
    };
    await store.assistants.put(assistant);
    return assistant;
  }

  return {
    create: (given: NewAssistant) => create(given),
    list: (query: ListQuery) => store.assistants.list(query),
    async retrieve(id: string): Promise<Assistant> {
      const assistant = await store.assistants.get(id);
      if (assistant !== undefined) return assistant;
      if (id === DEFAULT_ASSISTANT)
        return create({ name: 'Sitethread', model: 'default', instructions: DEFAULT_INSTRUCTIONS }, id);
      throw notFound('assistant', id);
    },
  };
}

export type AssistantOperations = ReturnType<typeof assistantOperations>;
