import { estimateTokens } from '../../search/tokens.ts';
import type { Context } from '../context.ts';
import type { AssistantTool, FileSearchTool, FileSearchToolCall, FunctionTool, Run } from '../objects.ts';
import { type FoundChunk, searchStores } from '../vector-stores/search.ts';
import { argumentsOf, type EngineTool } from './engine-tool.ts';
import { addSearch, type FoundFiles } from './found-files.ts';

export const FILE_SEARCH = 'file_search';

/** Results of one search, as published; the tool's own `max_num_results` replaces it. */
const MOST_RESULTS = 20;

/** Tokens of what one search tells the model, as published. */
const MOST_TOKENS = 16_000;

/** What one search may take of the model's window: a small model reads less. */
const WINDOW_SHARE = 0.25;

const DEFINITION: FunctionTool = {
  type: 'function',
  function: {
    name: FILE_SEARCH,
    description: [
      'Searches the files that belong to this conversation by words, and gives their best passages.',
      'Ask in the words the files would use; several queries at once find more.',
      'Cite what you use by the marker of its passage, copied exactly, directly behind the statement.',
    ].join(' '),
    parameters: {
      type: 'object',
      properties: { queries: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 5 } },
      required: ['queries'],
    },
  },
};

/** The files of the assistant's store and of the thread's, as a tool. Null when there is nothing to search. */
export async function fileSearchTool(context: Context, run: Run, found: FoundFiles): Promise<EngineTool | null> {
  const tool = run.tools.find(isFileSearch);
  if (tool === undefined) return null;
  const store_ids = await storesOf(context, run);
  if (store_ids.length === 0) return null;
  const options = tool.file_search;
  const score_threshold = options?.ranking_options?.score_threshold ?? 0;
  const ranking_options = {
    ranker: options?.ranking_options?.ranker ?? 'default_2024_08_21',
    score_threshold,
  } as const;
  return {
    definition: DEFINITION,
    shown_as: 'file_search',
    async perform(call) {
      // Before anything can fail or wait: a run that is taken up again counts the calls as its steps show them.
      const search = found.searches++;
      const queries = queriesOf(argumentsOf(call));
      const max_num_results = options?.max_num_results ?? MOST_RESULTS;
      const { context_tokens } = await context.backends.open(run.local.connection_id, run.model);
      const room = Math.min(MOST_TOKENS, context_tokens * WINDOW_SHARE);
      const chunks = thatFit(
        await searchStores(context, { store_ids, queries, max_num_results, score_threshold }),
        room,
      );
      const shown: FileSearchToolCall = {
        id: call.id,
        type: 'file_search',
        file_search: { ranking_options, results: chunks.map(resultOf) },
      };
      return { output: outputOf(addSearch(found, search, chunks)), shown };
    },
  };
}

/** Ids of the stores that a run may search: the assistant's and the thread's. */
export async function storesOf({ store }: Context, run: Run): Promise<readonly string[]> {
  const [assistant, thread] = await Promise.all([
    store.assistants.get(run.assistant_id),
    store.threads.get(run.thread_id),
  ]);
  const resources = [assistant?.tool_resources, thread?.tool_resources];
  return [...new Set(resources.flatMap((resource) => resource?.file_search?.vector_store_ids ?? []))];
}

function isFileSearch(tool: AssistantTool): tool is FileSearchTool {
  return tool.type === 'file_search';
}

function queriesOf({ queries, query }: Readonly<Record<string, unknown>>): readonly string[] {
  const given = [queries, query].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  if (given.length === 0) throw new Error('Give at least one query.');
  return given;
}

function thatFit(chunks: readonly FoundChunk[], room: number): readonly FoundChunk[] {
  let left = room;
  return chunks.filter(({ text }) => {
    left -= estimateTokens(text);
    return left >= 0;
  });
}

function resultOf({ file_id, filename, score, text }: FoundChunk) {
  return { file_id, file_name: filename, score, content: [{ type: 'text', text } as const] };
}

function outputOf(found: readonly (FoundChunk & { readonly marker: string })[]): string {
  if (found.length === 0) return JSON.stringify({ results: [], note: 'Nothing in the files fits these queries.' });
  return JSON.stringify({ results: found.map(({ marker, filename, text }) => ({ marker, file: filename, text })) });
}
