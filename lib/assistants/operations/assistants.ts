import { notFound } from '../api-error.ts';
import { type Context, seconds } from '../context.ts';
import { DEFAULT_ASSISTANT, DEFAULT_INSTRUCTIONS } from '../default-assistant.ts';
import type { Assistant, AssistantTool, Deleted, Metadata, ResponseFormat } from '../objects.ts';
import type { ListQuery, Page } from '../ports.ts';
import { changeToolResources } from './change-tool-resources.ts';
import { type NewToolResources, resolveToolResources } from './tool-resources.ts';

/** What is absent stays as it is, what is null goes back to nothing. */
export type AssistantUpdate = {
  readonly model?: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly instructions?: string | null;
  readonly tools?: readonly AssistantTool[];
  readonly tool_resources?: NewToolResources | null;
  readonly metadata?: Metadata | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly response_format?: ResponseFormat | null;
  readonly reasoning_effort?: string | null;
};

export type NewAssistant = AssistantUpdate & { readonly model: string };

const SITETHREAD: NewAssistant = { name: 'Sitethread', model: 'default', instructions: DEFAULT_INSTRUCTIONS };

export function assistantOperations(context: Context) {
  const { store, clock, newId, nextOrder, indexer } = context;

  async function create(given: NewAssistant, id = newId('asst_')): Promise<Assistant> {
    const created = await store.transaction(async () => {
      const assistant: Assistant = {
        object: 'assistant',
        created_at: seconds(clock),
        name: null,
        description: null,
        instructions: null,
        tools: [],
        temperature: null,
        top_p: null,
        response_format: null,
        reasoning_effort: null,
        ...given,
        id,
        tool_resources: await resolveToolResources(context, given.tool_resources ?? null, 'assistant'),
        metadata: given.metadata ?? {},
        local: { order: nextOrder() },
      };
      await store.assistants.put(assistant);
      return assistant;
    });
    indexer.wake();
    return created;
  }

  async function find(id: string): Promise<Assistant> {
    const assistant = await store.assistants.get(id);
    if (assistant === undefined) throw notFound('assistant', id);
    return assistant;
  }

  async function retrieve(id: string): Promise<Assistant> {
    if (id !== DEFAULT_ASSISTANT) return find(id);
    return (await store.assistants.get(id)) ?? create(SITETHREAD, id);
  }

  return {
    create: (given: NewAssistant): Promise<Assistant> => create(given),
    list: (query: ListQuery): Promise<Page<Assistant>> => store.assistants.list(query),
    /** The default assistant is made when it is first asked for. */
    retrieve,

    async update(id: string, { tool_resources, metadata, ...given }: AssistantUpdate): Promise<Assistant> {
      await retrieve(id);
      return store.transaction(async () => {
        const before = await find(id);
        const after: Assistant = {
          ...before,
          ...given,
          metadata: metadata === undefined ? before.metadata : (metadata ?? {}),
          tool_resources: await changeToolResources(context, before.tool_resources, tool_resources),
        };
        await store.assistants.put(after);
        return after;
      });
    },

    /** Its runs go on and stay. The default assistant is made anew when it is asked for again. */
    async delete(id: string): Promise<Deleted<'assistant'>> {
      await store.transaction(async () => {
        await find(id);
        await store.assistants.delete(id);
      });
      return { id, object: 'assistant.deleted', deleted: true };
    },
  };
}

export type AssistantOperations = ReturnType<typeof assistantOperations>;
